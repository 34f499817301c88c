@echo off
rem Runs the Maven named in .mvn\wrapper\maven-wrapper.properties. The first run downloads it, checks it against the
rem SHA-512 published beside it and keeps it in wrapper\dists under MAVEN_USER_HOME, or else in .m2 of the user's
rem profile. Where it cannot be downloaded, the mvn on the PATH runs instead.
setlocal
set "MVNW=%~f0"
for %%d in ("%~dp0.") do set "MAVEN_PROJECTBASEDIR=%%~fd"
set "MVN="
rem The PowerShell below the line of # prints the mvn to run. Read as text, it needs no script execution policy.
for /f "usebackq delims=" %%m in (`powershell -NoProfile -Command "& ([scriptblock]::Create(([IO.File]::ReadAllText($env:MVNW) -split '#{9,}')[1]))"`) do set "MVN=%%m"
if not defined MVN exit /b 1
"%MVN%" %*
exit /b

##########
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue' # the progress bar makes downloads slow
[Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12

$properties = "$env:MAVEN_PROJECTBASEDIR\.mvn\wrapper\maven-wrapper.properties"
$url = (Select-String -LiteralPath $properties -Pattern '^distributionUrl=(.+)-bin\.').Matches[0].Groups[1].Value + '-bin.zip'
$name = $url.Split('/')[-1] -replace '-bin\.zip$'
$userHome = if ($env:MAVEN_USER_HOME) { $env:MAVEN_USER_HOME } else { "$env:USERPROFILE\.m2" }
$dists = "$userHome\wrapper\dists\$name-bin"
$maven = "$dists\$name\bin\mvn.cmd"
if (Test-Path -LiteralPath $maven) { $maven; exit }

# Runs that install at the same time unpack apart from each other; the first to move its copy into place wins.
$temp = "$dists\tmp." + [guid]::NewGuid()
try {
    New-Item -ItemType Directory -Path $temp | Out-Null
    try {
        Invoke-WebRequest -UseBasicParsing -TimeoutSec 10 -Uri "$url.sha512" -OutFile "$temp\sha512"
        Invoke-WebRequest -UseBasicParsing -TimeoutSec 10 -Uri $url -OutFile "$temp\maven.zip"
    } catch {
        $other = Get-Command 'mvn.cmd', 'mvn.exe', 'mvn.bat' -CommandType Application -ErrorAction Ignore | Select-Object -First 1
        if (!$other) { throw "cannot download $url, and there is no mvn on the PATH to use instead" }
        [Console]::Error.WriteLine("mvnw: cannot download $url; using the mvn on the PATH instead: $($other.Path)")
        $other.Path
        exit
    }
    $expected = (Get-Content -LiteralPath "$temp\sha512" -Raw) -split '\s' | Select-Object -First 1
    if ((Get-FileHash -LiteralPath "$temp\maven.zip" -Algorithm SHA512).Hash -ne $expected) {
        throw "$url does not match its published SHA-512, not used"
    }
    Expand-Archive -LiteralPath "$temp\maven.zip" -DestinationPath $temp
    try { [IO.Directory]::Move("$temp\$name", "$dists\$name") } catch { if (!(Test-Path -LiteralPath $maven)) { throw } }
    $maven
} catch {
    [Console]::Error.WriteLine("mvnw: $_")
    exit 1
} finally {
    Remove-Item -LiteralPath $temp -Recurse -Force -ErrorAction Ignore
}

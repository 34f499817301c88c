FROM eclipse-temurin:25-jdk-noble AS build
WORKDIR /build
# With .git in the context, /actuator/info shows the commit; without it the build works all the same.
COPY . .
# The cache keeps Maven and the libraries from one build to the next, whatever changed in between.
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    ./mvnw -B -ntp package -DskipTests \
    && java -Djarmode=tools -jar target/coupon-issuance.jar \
        extract --layers --application-filename app.jar --destination layers

FROM eclipse-temurin:25-jre-noble
WORKDIR /app
# What changes least comes first, so that a new version shares its libraries with the last one.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# Starts it once, to keep what the JVM learns about its classes while it starts and warms up: from then on it starts in
# about half the time. A long warm-up teaches the JVM how requests use the code. The cache fits only this JVM, this
# collector and these files, so it is made here.
RUN timeout 100 java -XX:+UseG1GC -XX:AOTCacheOutput=app.aot -jar app.jar \
        --coupon.warm-up.requests=300000 --coupon.warm-up.max-time=1m; \
    test -f app.aot

# Where the store in SQLite has its file; a volume there keeps it.
RUN mkdir data && chown 10001:10001 data

# A number, so that Kubernetes can tell that it isn't root. The service writes to /tmp and to /app/data only.
USER 10001:10001
EXPOSE 8080

# The image has no curl; bash can do without, but not with TLS. Ready means the status is 200, which everyone may ask.
# The prefix of the service's paths doesn't hold on a port of the actuator's own.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["bash", "-c", "if [[ ${MANAGEMENT_SERVER_PORT:-} ]]; then base=${MANAGEMENT_SERVER_BASEPATH:-}; else base=${SERVER_SERVLET_CONTEXTPATH:-}; fi; exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} && printf 'GET %s/actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' \"$base\" >&3 && read -r _ status _ <&3 && [[ $status == 200 ]]"]

# The heap gets 75 % of the container's memory; -Xmx in JAVA_TOOL_OPTIONS sets another size. Objects live for one request
# or for long, so the collector copies them once, not 15 times, before it takes them for old. Without a shell in between,
# the JVM gets the stop signal itself and finishes the requests under way.
ENTRYPOINT ["java", "-XX:AOTCache=app.aot", "-XX:+UseG1GC", "-XX:MaxTenuringThreshold=1", "-XX:MaxRAMPercentage=75", \
    "-XX:+ExitOnOutOfMemoryError", "-jar", "app.jar"]

# Given with --build-arg; even empty, they hide the version of the base image's operating system.
ARG VERSION=""
ARG REVISION=""
LABEL org.opencontainers.image.title="Coupon Issuance" \
      org.opencontainers.image.description="A REST service that issues coupons: exactly as many as a campaign has, however many ask at once." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

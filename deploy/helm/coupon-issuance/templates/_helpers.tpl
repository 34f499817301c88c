{{- define "coupon.labels" -}}
app.kubernetes.io/name: coupon-issuance
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "coupon.name" -}}
{{- if contains "coupon-issuance" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-coupon-issuance{{ end }}
{{- end }}

{{- /* Not empty if several instances share the store. */ -}}
{{- define "coupon.shared" -}}
{{- if has .Values.store (list "postgresql" "valkey") }}true{{ end }}
{{- end }}

{{- /*
The number of pods. With an autoscaler, the number that there is in the cluster, because Kubernetes goes back to one pod
where a number is taken out. Empty without a cluster to look at, because applying a number again would undo the scaling.
*/ -}}
{{- define "coupon.replicas" -}}
{{- if not .Values.autoscaling.enabled }}{{ .Values.replicas }}
{{- else }}
{{- with lookup "apps/v1" "Deployment" .Release.Namespace (include "coupon.name" .) }}
{{- max (int .spec.replicas) (int $.Values.autoscaling.minReplicas) }}
{{- end }}
{{- end }}
{{- end }}

{{- /* The port of the container that answers about health and metrics. */ -}}
{{- define "coupon.managementPort" -}}
{{- if .Values.management.port }}management{{ else }}http{{ end }}
{{- end }}

{{- define "coupon.probe" -}}
port: {{ include "coupon.managementPort" . }}
{{- if eq .Values.management.scheme "HTTPS" }}
scheme: HTTPS
{{- end }}
{{- end }}

{{- define "coupon.check" -}}
{{- if not (has .Values.store (list "memory" "sqlite" "postgresql" "valkey")) }}
{{- fail (printf "store is %q: set it to memory, sqlite, postgresql or valkey" .Values.store) }}
{{- end }}
{{- if not (include "coupon.shared" .) }}
{{- if gt (int .Values.replicas) 1 }}
{{- fail (printf "replicas is %d, but with the store %s each replica would have coupons of its own: set replicas to 1, or store to postgresql or valkey" (int .Values.replicas) .Values.store) }}
{{- end }}
{{- if .Values.autoscaling.enabled }}
{{- fail (printf "autoscaling.enabled is true, but with the store %s there can be one replica only: set it to false, or store to postgresql or valkey" .Values.store) }}
{{- end }}
{{- end }}
{{- if and .Values.backup.enabled (eq .Values.store "memory") }}
{{- fail "backup.enabled is true, but the store memory has nothing to back up: set it to false, or choose another store" }}
{{- end }}
{{- if and .Values.backup.enabled (eq .Values.store "sqlite") (not .Values.backup.image) }}
{{- fail "backup.enabled is true, but with the store sqlite backup.image must name an image with the program sqlite3: set it, such as to keinos/sqlite3:3.50.4" }}
{{- end }}
{{- if and .Values.backup.enabled (eq .Values.store "valkey") }}
{{- fail "backup.enabled is true, but the chart can't back up Valkey: set it to false, and back up the servers as docs/stores.md says" }}
{{- end }}
{{- end }}

{{- define "coupon.restricted" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "coupon.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end }}

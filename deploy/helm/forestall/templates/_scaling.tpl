{{- /* The workloads that are consumers of a group, as a YAML list. */}}
{{- define "forestall.scaled" -}}
{{- range (.Files.Get "files/kafka.yaml" | fromYaml).groups }}
- {{ .part }}
{{- end }}
{{- end }}

{{- /*
What KEDA asks Kafka with: empty where Kafka asks for nothing. What is no secret comes from the
release's ConfigMap, since a trigger takes all of it from one place.
*/}}
{{- define "forestall.scalerAccess" -}}
{{- $kafka := .Values.config.kafka -}}
{{- $strimzi := .Values.strimzi.users -}}
{{- if or $strimzi $kafka.tls $kafka.username -}}
configMapTargetRef:
  {{- range $key, $_ := include "forestall.scalerConfig" . | fromYaml }}
  - {parameter: {{ trimPrefix "scaler." $key }}, name: {{ include "forestall.fullname" $ }}, key: {{ $key }}}
  {{- end }}
{{- if or $strimzi $kafka.password $kafka.ca $kafka.certificate }}
secretTargetRef:
  {{- if and $strimzi (eq .Values.strimzi.authentication "tls") }}
  {{- $user := include "forestall.kafkaUser" (dict "root" . "part" "scaler") }}
  - {parameter: cert, name: {{ $user }}, key: user.crt}
  - {parameter: key, name: {{ $user }}, key: user.key}
  - {parameter: ca, name: {{ .Values.strimzi.cluster }}-cluster-ca-cert, key: ca.crt}
  {{- else if $strimzi }}
  - {parameter: password, name: {{ include "forestall.kafkaUser" (dict "root" . "part" "scaler") }}, key: password}
  - {parameter: ca, name: {{ .Values.strimzi.cluster }}-cluster-ca-cert, key: ca.crt}
  {{- else }}
  {{- $own := include "forestall.ownKeys" (dict "root" . "part" "scaler") | fromYaml }}
  {{- range $key, $parameter := dict "password" "password" "ca" "ca" "certificate" "cert" "key" "key" }}
  {{- with index $kafka $key }}
  {{- $shared := trimPrefix "secrets/" .file }}
  - {parameter: {{ $parameter }}, name: {{ $.Values.secrets.name }}, key: {{ get $own $shared | default $shared }}}
  {{- end }}
  {{- end }}
  {{- end }}
{{- end }}
{{- end -}}
{{- end }}

{{- define "forestall.scalerConfig" -}}
{{- $kafka := .Values.config.kafka -}}
{{- if .Values.strimzi.users }}
scaler.tls: enable
{{- if ne .Values.strimzi.authentication "tls" }}
scaler.sasl: scram_sha512
scaler.username: {{ include "forestall.kafkaUser" (dict "root" . "part" "scaler") }}
{{- end }}
{{- else }}
scaler.tls: {{ ternary "enable" "disable" ($kafka.tls | default false) }}
{{- with dig "scaler" "username" ($kafka.username | default "") (.Values.kafkaUsers | default dict) }}
scaler.sasl: {{ $kafka.mechanism | default "SCRAM-SHA-512" | lower | replace "sha-" "sha" | replace "-" "_" | replace "plain" "plaintext" }}
scaler.username: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}

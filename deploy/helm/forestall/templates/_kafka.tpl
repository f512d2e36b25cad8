{{- /* Names on the broker, and how it is spoken to. */}}

{{- define "forestall.topic" -}}
{{ .root.Values.config.kafka.prefix | default "" }}{{ .name }}
{{- end }}

{{- /* A KafkaUser's name, which is its Secret's too. */}}
{{- define "forestall.kafkaUser" -}}
{{ include "forestall.fullname" .root }}-{{ .part }}
{{- end }}

{{- /* What Strimzi's users add to `config.kafka`: who a pod is, its environment says. */}}
{{- define "forestall.strimziKafka" -}}
tls: true
ca: {file: secrets/strimzi-ca}
{{- if eq .Values.strimzi.authentication "tls" }}
certificate: {file: secrets/strimzi-certificate}
key: {file: secrets/strimzi-key}
{{- else }}
mechanism: SCRAM-SHA-512
password: {file: secrets/strimzi-password}
{{- end }}
{{- end }}

{{- /* Mounted beside the other secrets: what proves this pod's user, and the authority. */}}
{{- define "forestall.strimziSources" -}}
- secret:
    name: {{ include "forestall.kafkaUser" . }}
    items:
      {{- if eq .root.Values.strimzi.authentication "tls" }}
      - {key: user.crt, path: secrets/strimzi-certificate}
      - {key: user.key, path: secrets/strimzi-key}
      {{- else }}
      - {key: password, path: secrets/strimzi-password}
      {{- end }}
- secret:
    name: {{ .root.Values.strimzi.cluster }}-cluster-ca-cert
    items:
      - {key: ca.crt, path: secrets/strimzi-ca}
{{- end }}

{{- /* With a Kafka of one's own: the name by which a workload is known there; empty where it shows none of its own. */}}
{{- define "forestall.username" -}}
{{- if .root.Values.strimzi.users -}}
{{- if ne .root.Values.strimzi.authentication "tls" }}{{ include "forestall.kafkaUser" . }}{{ end -}}
{{- else -}}
{{- dig .part "username" "" (.root.Values.kafkaUsers | default dict) -}}
{{- end -}}
{{- end }}

{{- /* Its secrets: as a YAML map, the key that `config.kafka` points to, and its own key in that one's place. */}}
{{- define "forestall.ownKeys" -}}
{{- $own := dict -}}
{{- $kafka := .root.Values.config.kafka -}}
{{- range $name, $told := get (.root.Values.kafkaUsers | default dict) .part | default dict -}}
{{- if kindIs "map" $told -}}
{{- $_ := set $own (trimPrefix "secrets/" (get $kafka $name).file) (trimPrefix "secrets/" $told.file) -}}
{{- end -}}
{{- end -}}
{{- toYaml $own -}}
{{- end }}

{{- /* The ports of `bootstrap`, as a YAML list of numbers. */}}
{{- define "forestall.kafkaPorts" -}}
{{- $ports := list -}}
{{- range splitList "," .Values.config.kafka.bootstrap -}}
{{- $ports = append $ports (regexFind "[0-9]+$" . | int) -}}
{{- end -}}
{{- .Values.networkPolicy.kafkaPorts | default ($ports | uniq) | toYaml -}}
{{- end }}

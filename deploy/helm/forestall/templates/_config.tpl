{{- /* forestall.yaml: what the values say, and what the chart alone knows; all but the desk's secret. */}}
{{- define "forestall.config" -}}
{{- $config := include "forestall.whole" . | fromYaml -}}
{{- if dig "desk" "oidc" "" $config }}{{ $_ := unset $config.desk.oidc "client_secret" }}{{ end -}}
{{- toYaml $config -}}
{{- end }}

{{- /* All of it: the desk's. */}}
{{- define "forestall.whole" -}}
{{- $own := dict
      "health_port" 8081
      "edge" (dict "host" "0.0.0.0" "port" 8080)
      "database" (dict "url" (dict "file" "secrets/database-url")) -}}
{{- if .Values.strimzi.users }}
{{- $_ := set $own "kafka" (include "forestall.strimziKafka" . | fromYaml) }}
{{- end -}}
{{- if .Values.config.desk }}
{{- $_ := set $own "desk" (dict "host" "0.0.0.0" "port" 8090) }}
{{- end -}}
{{- if .Values.playbook }}{{ $_ := set $own "playbook" "/etc/forestall/playbook.yaml" }}{{ end -}}
{{- if .Values.texts }}{{ $_ := set $own "templates" "/etc/forestall/templates" }}{{ end -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config) $own) -}}
{{- end }}

{{- /* The edge's: what it verifies webhooks with, where it appends them, and who is told of those that it follows. */}}
{{- define "forestall.edgeConfig" -}}
{{- toYaml (pick (include "forestall.config" . | fromYaml) "kafka" "edge" "apps" "carriers" "canary" "health_port" "telemetry") -}}
{{- end }}

{{- /* Which of them a workload is given: `forestall`, `edge` or `desk`, as its name. */}}
{{- define "forestall.configOf" -}}
{{- include (get (dict "edge" "forestall.edgeConfig" "desk" "forestall.whole") .part | default "forestall.config") .root -}}
{{- end }}

{{- /* Every {file: NAME} and {env: NAME} in a tree, one "kind NAME" a line. */}}
{{- define "forestall.references" -}}
{{- if kindIs "map" . -}}
{{- if and (eq (len .) 1) (or (hasKey . "file") (hasKey . "env")) -}}
{{- range $kind, $name := . }}{{ printf "%s %v\n" $kind $name }}{{ end -}}
{{- else -}}
{{- range . }}{{ include "forestall.references" . }}{{ end -}}
{{- end -}}
{{- else if kindIs "slice" . -}}
{{- range . }}{{ include "forestall.references" . }}{{ end -}}
{{- end -}}
{{- end }}

{{- /* The keys of the Secret that a configuration (text) needs, as a YAML list. */}}
{{- define "forestall.secretKeys" -}}
{{- $keys := list -}}
{{- range include "forestall.references" (fromYaml .) | trim | splitList "\n" -}}
{{- $key := trimPrefix "file secrets/" . -}}
{{- if and . (not (has $key (list "database-url" "strimzi-ca" "strimzi-password" "strimzi-certificate" "strimzi-key"))) }}{{ $keys = append $keys $key }}{{ end -}}
{{- end -}}
{{- $keys | uniq | sortAlpha | toYaml -}}
{{- end }}

{{- /* /etc/forestall of one workload: its configuration and the secrets that this points to. */}}
{{- define "forestall.volume" -}}
{{- $root := .root -}}
{{- $config := include "forestall.configOf" . -}}
{{- $own := include "forestall.ownKeys" . | fromYaml -}}
name: config
projected:
  defaultMode: 0440
  sources:
    - configMap:
        name: {{ include "forestall.fullname" $root }}
        items:
          - {key: {{ ternary .part "forestall" (has .part (list "edge" "desk")) }}.yaml, path: forestall.yaml}
          {{- if and (not .outside) $root.Values.playbook }}
          - {key: playbook.yaml, path: playbook.yaml}
          {{- end }}
          {{- if not .outside }}
          {{- range $language, $texts := $root.Values.texts }}
          {{- range $name, $_ := $texts }}
          - {key: text.{{ $language }}.{{ $name }}, path: templates/{{ $language }}/{{ $name }}.txt}
          {{- end }}
          {{- end }}
          {{- end }}
    {{- if not .outside }}
    - secret:
        name: {{ $root.Values.database.secret.name }}
        items:
          - {key: {{ $root.Values.database.secret.key }}, path: secrets/database-url}
    {{- end }}
    {{- with include "forestall.secretKeys" $config | fromYamlArray }}
    - secret:
        name: {{ $root.Values.secrets.name }}
        items:
          {{- range . }}
          - {key: {{ get $own . | default . }}, path: secrets/{{ . }}}
          {{- end }}
    {{- end }}
    {{- if $root.Values.strimzi.users }}
    {{- include "forestall.strimziSources" . | nindent 4 }}
    {{- end }}
{{- end }}

{{- /* Whether there is a desk: "on", or nothing. */}}
{{- define "forestall.desk" -}}
{{- with .Values.config.desk }}{{ if or .header .oidc }}on{{ end }}{{ end -}}
{{- end }}

{{- /* The settings that name whom we call: of the desk's the provider alone. */}}
{{- define "forestall.called" -}}
{{- $called := omit .Values.config "desk" -}}
{{- with dig "desk" "oidc" "issuer" "" .Values.config }}{{ $_ := set $called "issuer" . }}{{ end -}}
{{- toYaml $called -}}
{{- end }}

{{- /* Every address that the settings name, one a line. */}}
{{- define "forestall.addresses" -}}
{{- if kindIs "map" . -}}
{{- range . }}{{ include "forestall.addresses" . }}{{ end -}}
{{- else if kindIs "slice" . -}}
{{- range . }}{{ include "forestall.addresses" . }}{{ end -}}
{{- else if kindIs "string" . -}}
{{- if regexMatch "^https?://" . }}{{ printf "%s\n" . }}{{ end -}}
{{- end -}}
{{- end }}

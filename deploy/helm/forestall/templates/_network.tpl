{{- /*
The head of a NetworkPolicy, to be followed by its rules.
Takes: root, name, types, and whose pods it is for: parts, all but notParts, or every pod.
*/}}
{{- define "forestall.policy" -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "forestall.fullname" .root }}-{{ .name }}
  labels: {{- include "forestall.labels" .root | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "forestall.selector" .root | nindent 6 }}
    {{- if or .parts .notParts }}
    matchExpressions:
      - key: app.kubernetes.io/component
        operator: {{ ternary "In" "NotIn" (not (empty .parts)) }}
        values: {{ toJson (.parts | default .notParts) }}
    {{- end }}
  policyTypes: {{ .types }}
{{- end }}

{{- /* Ports other than 443 of the addresses in the settings, but the collector's, as a YAML list of numbers. */}}
{{- define "forestall.insidePorts" -}}
{{- $ports := list -}}
{{- range include "forestall.addresses" (omit (include "forestall.called" . | fromYaml) "telemetry") | trim | splitList "\n" -}}
{{- if . -}}
{{- $port := include "forestall.port" . -}}
{{- if ne $port "443" }}{{ $ports = append $ports (int $port) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- $ports | uniq | sortAlpha | toYaml -}}
{{- end }}

{{- /* The names that are called over https, as a YAML list: the settings', the connectors', yours. */}}
{{- define "forestall.names" -}}
{{- $names := .Values.networkPolicy.cilium.names -}}
{{- range include "forestall.addresses" (include "forestall.called" . | fromYaml) | trim | splitList "\n" -}}
{{- if hasPrefix "https://" . }}{{ $names = append $names (include "forestall.host" .) }}{{ end -}}
{{- end -}}
{{- $known := .Files.Get "files/hosts.yaml" | fromYaml -}}
{{- range $carrier, $_ := .Values.config.carriers }}{{ $names = concat $names (index $known.carriers $carrier | default list) }}{{ end -}}
{{- range .Values.config.apps }}{{ $names = concat $names (index $known.marketplaces .marketplace | default list) }}{{ end -}}
{{- if dig "pagerduty" "" (.Values.config.oncall | default dict) }}{{ $names = concat $names $known.oncall.pagerduty }}{{ end -}}
{{- $names | uniq | sortAlpha | toYaml -}}
{{- end }}

{{- /* The port of an address. */}}
{{- define "forestall.port" -}}
{{- $url := urlParse . -}}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (ternary "443" "80" (eq $url.scheme "https")) -}}
{{- end }}

{{- /* The host of an address. */}}
{{- define "forestall.host" -}}
{{- regexReplaceAll ":[0-9]+$" (urlParse .).host "" -}}
{{- end }}

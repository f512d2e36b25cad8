{{- /* What everything is called, and how it is found again. */}}

{{- define "forestall.fullname" -}}
{{- $name := ternary .Release.Name (printf "%s-forestall" .Release.Name) (contains "forestall" .Release.Name) -}}
{{- trunc 50 $name | trimSuffix "-" -}}
{{- end }}

{{- define "forestall.selector" -}}
app.kubernetes.io/name: forestall
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "forestall.labels" -}}
{{ include "forestall.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "forestall.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}
{{- else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}
{{- end }}
{{- end }}
{{- end }}

{{- /* A component's labels, for a policy, a Service or a budget that concerns it. */}}
{{- define "forestall.component" -}}
{{ include "forestall.labels" .root }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- /* The workloads: the command's words, and whether it faces the internet. */}}
{{- define "forestall.workloads" -}}
edge: {args: [ingest, edge], outside: true}
normaliser: {args: [ingest, normaliser]}
reconciler: {args: [ingest, reconciler]}
tracker: {args: [tracker]}
cases: {args: [notifier, cases]}
dispatcher: {args: [notifier, dispatcher]}
{{- if include "forestall.desk" . }}
desk: {args: [desk]}
{{- end }}
{{- end }}

{{- /* The names are fixed: the program, its rights and its policies know them. So is the namespace, whichever the release's is. */ -}}

{{- define "kosmos-admission.labels" -}}
{app.kubernetes.io/name: kosmos-admission, app.kubernetes.io/part-of: kosmos-admission}
{{- end }}

{{- define "kosmos-admission.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- with .Values.image.digest }}@{{ . }}{{ end }}
{{- end }}

{{- /* Not where Helm needs it before it installs anything: the release is recorded in it. */}}
{{- define "kosmos-admission.makes-namespace" -}}
{{- if and .Values.namespace.create (ne .Release.Namespace "kosmos-admission") }}true{{ end }}
{{- end }}

{{- /* What policies must know of the rules is read from the rules. Where they are no YAML, the program says so. */}}
{{- define "kosmos-admission.provider-label" -}}
{{ (fromYaml .Values.rules).providerLabel | default "provider" | quote }}
{{- end }}

{{- /* Alerts that would always fire, or never mean anything, with these values. A lifetime in hours is a short one. */}}
{{- define "kosmos-admission.unfit-alerts" -}}
{{- $lifetime := .Values.certificates.lifetime | default "90d" }}
{{- $unfit := list }}
{{- if not .Values.canary.enabled }}{{ $unfit = append $unfit "KosmosAdmissionNobodyAsks" }}{{ end }}
{{- if eq (int .Values.replicas) 1 }}{{ $unfit = append $unfit "KosmosAdmissionFewReplicas" }}{{ end }}
{{- if not (regexMatch "^(4[3-9]|[5-9][0-9]|[1-9][0-9]{2,})d" $lifetime) }}{{ $unfit = append $unfit "KosmosAdmissionCertificateNotRenewed" }}{{ end }}
{{- if not (regexMatch "^([7-9]|[1-9][0-9]+)d" $lifetime) }}{{ $unfit = append $unfit "KosmosAdmissionCertificateEnds" }}{{ end }}
{{- $unfit | toYaml }}
{{- end }}

{{- /* What the schema can't say. */}}
{{- define "kosmos-admission.check" -}}
{{- if and .Values.certificates.lifetime (ne .Values.certificates.mode "managed") }}
{{- fail (printf "certificates.lifetime is for certificates.mode managed; with %s somebody else makes them: leave it out" .Values.certificates.mode) }}
{{- end }}
{{- end }}

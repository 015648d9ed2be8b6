module kosmos-admission/bench/api-server

go 1.26.0

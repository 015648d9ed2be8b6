module kosmos-admission/bench/load

go 1.26.0

-- What wrk asks for: the paths of PASSERELLE_PATHS, one after another, as a browser asks.
local paths = {}
for path in os.getenv("PASSERELLE_PATHS"):gmatch("%S+") do paths[#paths + 1] = path end
local next_path = 0

function setup(thread)
  thread:set("first", next_path)
  next_path = next_path + 7 -- threads do not ask for the same at the same time
end

function init() at = first end

function request()
  at = at + 1
  return wrk.format("GET", paths[at % #paths + 1], { ["Accept-Encoding"] = "br, gzip" })
end

function done(summary, latency, _)
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"requests": %d, "microseconds": %d, "bytes": %d, "median": %d, "p99": %d, "errors": %d}\n',
    summary.requests, summary.duration, summary.bytes,
    latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end

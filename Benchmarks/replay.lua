-- Sends the requests of a file over and over. The file holds whole requests, byte for byte, with a
-- NUL between them: every server of a comparison gets the same bytes (but for the port in Host),
-- and building requests costs this process nothing while it measures.

local requests, next_one = {}, 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for request in file:read("*a"):gmatch("[^%z]+") do
    requests[#requests + 1] = request
  end
  file:close()
end

function request()
  next_one = next_one % #requests + 1
  return requests[next_one]
end

function done(summary)
  local errors = summary.errors
  io.write(string.format('RESULT {"requests": %d, "errors": %d}\n', summary.requests,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end

-- What wrk sends: arguments are the method, a file of tokens and a file of bodies, one a line; empty where there are none.
local heads, bodies, asked, get = {}, {}, 0, nil

local function lines(name)
  local found = {}
  if name ~= '' then for line in io.lines(name) do found[#found + 1] = line end end
  return found
end

function init(arguments)
  local method = arguments[1]
  local tokens = lines(arguments[2])
  bodies = lines(arguments[3])
  if #tokens == 0 then tokens = { '' } end
  for number, token in ipairs(tokens) do
    heads[number] = method .. ' ' .. wrk.path .. ' HTTP/1.1\r\nHost: ' .. wrk.headers['Host'] .. '\r\n'
      .. 'Content-Type: application/json\r\n' .. (token == '' and '' or 'Authorization: Bearer ' .. token .. '\r\n')
  end
  if #bodies == 0 then get = heads[1] .. '\r\n' end
end

function request()
  if get then return get end
  local body = bodies[asked % #bodies + 1]
  local head = heads[asked % #heads + 1]
  asked = asked + 1
  return head .. 'Content-Length: ' .. #body .. '\r\n\r\n' .. body
end

function done(summary, latency)
  local errors = summary.errors
  local told = '\n{"requests":%d,"microseconds":%d,"p99":%.3f,"refused":%d,"unanswered":%d}\n'
  io.write(told:format(summary.requests, summary.duration, latency:percentile(99) / 1000, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end

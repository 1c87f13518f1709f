import { connect } from 'node:net'

const NO_END_MS = 8_000

export interface RawAnswer {
  status: number
  /** The first line and the headers. */
  head: string
  headers: Headers
  body: string
}

function headersIn(lines: readonly string[]): Headers {
  const pairs = lines.map((line): [string, string] => {
    const [name = '', ...rest] = line.split(': ')
    return [name, rest.join(': ')]
  })
  return new Headers(pairs)
}

/** Sends bytes as they are, which no browser would and fetch would mend; resolves when the server closes the connection. */
export function sendRaw(origin: string, request: string | Buffer): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>()
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let text = ''
  socket.setTimeout(NO_END_MS, () =>
    socket.destroy(new Error(`no end: ${String(request.slice(0, 80))}: ${text.slice(0, 80)}`)),
  )
  socket.setEncoding('utf8').on('data', (part: string) => void (text += part))
  socket.on('error', reject).on('close', () => {
    const end = text.indexOf('\r\n\r\n')
    const head = end === -1 ? text : text.slice(0, end)
    const [first = '', ...lines] = head.split('\r\n')
    resolve({
      status: Number(first.split(' ')[1]),
      head,
      headers: headersIn(lines),
      body: end === -1 ? '' : text.slice(end + 4),
    })
  })
  socket.write(request)
  return promise
}

import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Socket } from 'node:net'

export interface MailServer {
  /** For SMTP_URL. */
  address: string
  /** What was taken, as it came over the line. */
  taken: { to: string[]; text: string }[]
  stop(): Promise<void>
}

/** Takes every mail: what several processes of one hub send comes together here, and outlives each of them. */
export async function startMailServer(): Promise<MailServer> {
  const taken: MailServer['taken'] = []
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // A sender that is killed breaks the line off.
    socket.on('error', () => undefined)
    converse(socket, (mail) => taken.push(mail))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    address: `smtp://127.0.0.1:${port}`,
    taken,
    async stop() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

const END = '\r\n.\r\n'

function converse(socket: Socket, take: (mail: MailServer['taken'][number]) => void): void {
  const answer = (line: string) => void socket.write(`${line}\r\n`)
  let to: string[] = []
  let isText = false
  let buffer = ''
  const acts: Readonly<Record<string, (line: string) => void>> = {
    EHLO: () => answer('250 mail.example'),
    HELO: () => answer('250 mail.example'),
    RCPT(line) {
      to.push(/<([^>]*)>/.exec(line)?.[1] ?? '')
      answer('250 taken')
    },
    DATA() {
      isText = true
      answer('354 go on')
    },
    QUIT() {
      answer('221 bye')
      socket.end()
    },
  }
  socket.on('data', (chunk) => {
    buffer += chunk.toString('utf8')
    for (;;) {
      const mark = isText ? END : '\r\n'
      const at = buffer.indexOf(mark)
      if (at < 0) return
      const part = buffer.slice(0, at)
      buffer = buffer.slice(at + mark.length)
      if (isText) {
        take({ to, text: part })
        to = []
        isText = false
        answer('250 taken')
      } else (acts[part.slice(0, 4).toUpperCase()] ?? (() => answer('250 ok')))(part)
    }
  })
  answer('220 mail.example')
}

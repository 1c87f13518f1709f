import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ip = (...args: string[]): boolean => spawnSync('ip', args, { stdio: 'ignore' }).status === 0

const PORT = 5432
/** Runs on the other machine: takes connections and carries them through a socket in the file system, which both see. */
const CARRIER = `const net = require('node:net')
net.createServer((client) => {
  const way = net.connect(process.argv[1])
  for (const one of [client, way]) one.on('error', () => undefined)
  client.pipe(way).pipe(client)
}).listen(${PORT}, '0.0.0.0', () => console.log('ready'))`

/** False where this user may make no network of its own, or the machine has no iproute2. */
export function mayMakeNetworks(): boolean {
  const probe = `hub-probe-${process.pid}`
  return ip('netns', 'add', probe) && ip('netns', 'delete', probe)
}

/** A machine that reaches a server, and whose cable can be pulled: then nobody hears from it any more, and nobody is told. */
export interface FarMachine {
  /** The same address by way of that machine. */
  through(url: string): string
  unplug(): void
  stop(): Promise<void>
}

export async function startFarMachine(target: string): Promise<FarMachine> {
  const { hostname, port } = new URL(target)
  const name = `hub-${process.pid}`
  const [here, there] = [`hub${process.pid}a`, `hub${process.pid}b`]
  const net = `10.213.${process.pid % 250}`
  const folder = mkdtempSync(join(tmpdir(), 'hub-far-'))
  const way = join(folder, 'way')
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    const upstream = connect(Number(port), hostname)
    for (const one of [socket, upstream]) {
      open.add(one)
      one.on('error', () => undefined).on('close', () => open.delete(one))
    }
    socket.pipe(upstream).pipe(socket)
  })
  await once(server.listen(way), 'listening')
  const steps = [
    ['netns', 'add', name],
    ['link', 'add', here, 'type', 'veth', 'peer', 'name', there, 'netns', name],
    ['address', 'add', `${net}.1/30`, 'dev', here],
    ['link', 'set', here, 'up'],
    ['-n', name, 'address', 'add', `${net}.2/30`, 'dev', there],
    ['-n', name, 'link', 'set', there, 'up'],
  ]
  for (const step of steps) if (!ip(...step)) throw new Error(`ip ${step.join(' ')} failed.`)
  const carrier = spawn('ip', ['netns', 'exec', name, process.execPath, '-e', CARRIER, way], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await once(carrier.stdout, 'data')
  return {
    through(url) {
      const changed = new URL(url)
      changed.host = `${net}.2:${PORT}`
      return changed.href
    },
    unplug: () => void ip('-n', name, 'link', 'set', there, 'down'),
    async stop() {
      carrier.kill('SIGKILL')
      await once(carrier, 'exit')
      for (const socket of open) socket.destroy()
      server.close()
      ip('netns', 'delete', name)
      rmSync(folder, { recursive: true })
    },
  }
}

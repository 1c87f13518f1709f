import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { listen } from '../../../testing/websites/listening.ts'

/** False where the machine has no nginx (Debian package nginx). */
export const hasNginx = (): boolean => spawnSync('nginx', ['-v']).status === 0

export interface Pasted {
  /** Origin of the program that stands behind nginx. */
  behind: string
  /** Into the server block for port 443. */
  block: string
  /** Beside it. */
  beside: string
}

export interface Nginx {
  /** Of the server block that stands for port 443: what ends the encryption is before it. */
  origin: string
  /** Of those that were pasted for port 80. */
  plainOrigin: string
  stop(): Promise<void>
}

interface Ports {
  secure: number
  plain: number
}

const READY_MS = 5_000

async function freePort(): Promise<number> {
  const { port, stop } = await listen(createServer(), 0)
  await stop()
  return port
}

async function untilAnswers(origin: string): Promise<void> {
  const until = Date.now() + READY_MS
  while (!(await fetch(`${origin}/`).catch(() => null))) {
    if (Date.now() > until) throw new Error('nginx does not answer.')
    await sleep(20)
  }
}

const SCRATCH = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']

/** At a port that needs no rights. */
const elsewhere = (settings: string, port: number): string =>
  settings.replaceAll('listen [::]:80;', '').replaceAll('listen 80;', `listen 127.0.0.1:${port};`)

const configured = (folder: string, ports: Ports, { behind, block, beside }: Pasted): string => `
daemon off;
worker_processes 1;
error_log stderr warn;
pid ${folder}/pid;
events { worker_connections 64; }
http {
  access_log off;
  ${SCRATCH.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  ${elsewhere(beside, ports.plain)}
  server {
    listen 127.0.0.1:${ports.secure};
    ${block}
    location / { proxy_pass ${behind}; proxy_set_header Host $host; }
  }
}
`

/** A real nginx with a server block that hands on to a program. Throws what nginx says where it refuses what was pasted. */
export async function startNginx(pasted: Pasted): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-nginx-'))
  const ports = { secure: await freePort(), plain: await freePort() }
  const settings = join(folder, 'nginx.conf')
  writeFileSync(settings, configured(folder, ports, pasted))
  const options = ['-p', folder, '-c', settings]
  const { status, stderr } = spawnSync('nginx', [...options, '-t'], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const nginx = spawn('nginx', options, { stdio: 'ignore' })
  const origin = `http://127.0.0.1:${ports.secure}`
  await untilAnswers(origin)
  return {
    origin,
    plainOrigin: `http://127.0.0.1:${ports.plain}`,
    async stop() {
      nginx.kill('SIGTERM')
      await once(nginx, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

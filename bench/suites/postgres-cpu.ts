import { readFileSync, readdirSync } from 'node:fs'
import type { Pool } from 'pg'

const NS_PER_US = 1_000
/** Linux tells times of processes in hundredths of a second. */
const US_PER_TICK = 10_000

const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    // It has ended since it was listed.
    return ''
  }
}

/** Fields of /proc/pid/stat from the parent's number on; the name before them may hold anything. */
const statOf = (pid: string): string[] => read(pid, 'stat').split(') ').at(-1)?.split(' ').slice(1) ?? []
const parentOf = (pid: string): string => statOf(pid)[0] ?? ''
/** What its ended children used, which it has waited for: workers of parallel queries come and go. */
const endedUs = (pid: string): number => {
  const fields = statOf(pid)
  return (Number(fields[12]) + Number(fields[13])) * US_PER_TICK
}

/** Returns a clock of the CPU that the server and all its processes have used, in microseconds; Linux only. */
export async function postgresClock(bare: Pool): Promise<() => number> {
  const { rows } = await bare.query<{ pid: number }>('select pg_backend_pid() as pid')
  const server = parentOf(String(rows[0]?.pid))
  if (server === '') throw new Error('The CPU of PostgreSQL can be read on Linux only.')
  return () => serverUs(server)
}

function serverUs(server: string): number {
  const own = readdirSync('/proc').filter(
    (pid) => /^\d+$/.test(pid) && (pid === server || parentOf(pid) === server),
  )
  const ns = own.map((pid) => Number(read(pid, 'schedstat').split(' ')[0] ?? 0))
  return ns.reduce((sum, one) => sum + one, 0) / NS_PER_US + endedUs(server)
}

/** CPU of a hub in a process of its own, all threads, and of its PostgreSQL, in microseconds; Linux only. */
export function hubCpu(hub: { pid: number; postgresPid(): number | undefined }): number {
  const fields = statOf(String(hub.pid))
  const own = (Number(fields[10]) + Number(fields[11])) * US_PER_TICK
  return own + serverUs(String(hub.postgresPid()))
}

/** The same clock with this process's own CPU added. */
export async function fullClock(bare: Pool): Promise<() => number> {
  const server = await postgresClock(bare)
  return () => {
    const { user, system } = process.cpuUsage()
    return user + system + server()
  }
}

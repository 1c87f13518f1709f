import { statfsSync } from 'node:fs'

const MIB = 1024 ** 2

/** What this user can still write on the disk of a folder, in bytes; without a limit where the system does not tell. */
export function freeBytes(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

/** The same for people: `12 MiB free`. */
export function roomText(path: string): string {
  const bytes = freeBytes(path)
  if (!Number.isFinite(bytes)) return 'free space unknown'
  return bytes < 10_240 * MIB
    ? `${Math.floor(bytes / MIB)} MiB free`
    : `${Math.floor(bytes / MIB / 1024)} GiB free`
}

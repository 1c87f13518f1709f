import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, in memory. */
export interface SmallDisk {
  folder: string
  /** Writes until nothing more fits. */
  fill(): void
  /** From now on nothing can be written. */
  close(): void
  /** Takes the disk away. */
  remove(): void
}

/** Only root on Linux may mount one, and not in every container. */
export const mayMount = (): boolean => {
  const disk = tryMount(1)
  disk?.remove()
  return disk !== undefined
}

/** Throws where this user may not mount one; ask `mayMount` first. */
export function smallDisk(megabytes: number): SmallDisk {
  const disk = tryMount(megabytes)
  if (!disk) throw new Error('A small disk is a tmpfs, and this user may not mount one.')
  return disk
}

function tryMount(megabytes: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'hub-disk-'))
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder)
  } catch {
    rmSync(folder, { recursive: true })
    return undefined
  }
  return {
    folder,
    fill: () => fill(join(folder, 'filler')),
    close: () => mount('-o', 'remount,ro', folder),
    remove() {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' })

function fill(path: string): void {
  const file = openSync(path, 'w')
  const block = Buffer.alloc(64 * 1024, 1)
  try {
    for (let size = block.length; size >= 1; size = Math.floor(size / 4)) {
      try {
        for (;;) writeSync(file, block, 0, size)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      }
    }
  } finally {
    closeSync(file)
  }
}

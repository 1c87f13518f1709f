import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { rotateLog } from './log-rotation.ts'
import { mayMount, smallDisk } from './testing-disk.ts'

const LARGE = 'x'.repeat(10_000_001)

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'hub-log-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

/** A log as a server has it open. */
function openLog(path: string): number {
  const file = openSync(path, 'a', 0o600)
  onTestFinished(() => closeSync(file))
  return file
}

describe('the log of the built-in PostgreSQL', () => {
  test('is set aside once it is large, and its server goes on in the empty one', () => {
    const log = join(folder(), 'pg18.log')
    const server = openLog(log)
    writeSync(server, 'first\n')
    expect(rotateLog(log)).toBe(false)
    writeSync(server, LARGE)
    expect(rotateLog(log)).toBe(true)
    writeSync(server, 'second\n')
    expect(readFileSync(log, 'utf8')).toBe('second\n')
    expect(readFileSync(`${log}.1`, 'utf8')).toBe(`first\n${LARGE}`)
    expect(statSync(`${log}.1`).mode & 0o777).toBe(0o600)
  })

  test('is set aside once it is old', () => {
    const log = join(folder(), 'pg18.log')
    writeFileSync(log, 'words')
    writeFileSync(`${log}.1`, 'older')
    expect(rotateLog(log)).toBe(false)
    const days = (count: number) => Date.now() / 1_000 - count * 24 * 3_600
    utimesSync(`${log}.1`, days(8), days(8))
    expect(rotateLog(log)).toBe(true)
    expect([readFileSync(`${log}.1`, 'utf8'), readFileSync(`${log}.2`, 'utf8')]).toEqual(['words', 'older'])
    utimesSync(`${log}.1`, days(8), days(8))
    expect(rotateLog(log)).toBe(false)
  })

  test('has four parts kept, the newest first', () => {
    const place = folder()
    const log = join(place, 'pg18.log')
    for (const part of [1, 2, 3, 4, 5, 6]) {
      writeFileSync(log, `${part}${LARGE}`)
      expect(rotateLog(log)).toBe(true)
    }
    expect(new Set(readdirSync(place))).toEqual(
      new Set(['pg18.log', 'pg18.log.1', 'pg18.log.2', 'pg18.log.3', 'pg18.log.4']),
    )
    expect([1, 2, 3, 4].map((part) => readFileSync(`${log}.${part}`, 'utf8')[0])).toEqual([
      '6',
      '5',
      '4',
      '3',
    ])
  })

  test('is nothing to set aside where there is none', () => {
    expect(rotateLog(join(folder(), 'pg18.log'))).toBe(false)
  })

  const isRoot = mayMount()
  test.skipIf(!isRoot)('is emptied on a disk that has no room for a copy', () => {
    const disk = smallDisk(15)
    onTestFinished(() => disk.remove())
    const log = join(disk.folder, 'pg18.log')
    writeFileSync(log, LARGE)
    disk.fill()
    expect(rotateLog(log)).toBe(true)
    expect(readdirSync(disk.folder).filter((name) => name.startsWith('pg18'))).toEqual(['pg18.log'])
    expect(statSync(log).size).toBe(0)
  })
})

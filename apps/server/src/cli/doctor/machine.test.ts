import { mayMount, smallDisk } from '@hub/db/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { diskFinding } from './machine.ts'

const MIB = 1024 ** 2
const GIB = 1024 * MIB

/** A disk of a test has the room that it is given; no folder is looked at. */
const diskWith = (bytes: number) => diskFinding('/not/looked/at', { bytes, text: `${bytes} bytes` })

describe('hub doctor looks at the disk', () => {
  test.each([
    ['1 GiB', GIB],
    ['much more', 900 * GIB],
    ['as much as the system does not tell', Number.POSITIVE_INFINITY],
  ])('and finds it well with %s of room', (_room, bytes) => {
    expect(diskWith(bytes)).toEqual({ name: 'disk', status: 'ok', found: `${bytes} bytes`, next: null })
  })

  test.each([
    ['a byte less than 1 GiB', GIB - 1],
    ['a little more than a tenth of that', 103 * MIB],
  ])('and warns of %s, with how much is needed', (_room, bytes) => {
    expect(diskWith(bytes)).toEqual({
      name: 'disk',
      status: 'warning',
      found: `${bytes} bytes`,
      next: 'Make room for at least 1 GiB.',
    })
  })

  test.each([
    ['less than a tenth of 1 GiB', 102 * MIB],
    ['nothing', 0],
  ])('and calls one with %s full, with what happens until there is room', (_room, bytes) => {
    expect(diskWith(bytes)).toEqual({
      name: 'disk',
      status: 'failure',
      found: `${bytes} bytes`,
      next: 'Make room now: writes are refused until there is some.',
    })
  })

  test.skipIf(!mayMount())('and measures the one that the state folder is on', () => {
    const [low, full] = [smallDisk(512), smallDisk(16)]
    onTestFinished(() => [low, full].forEach((disk) => disk.remove()))
    expect(diskFinding(low.folder)).toMatchObject({ status: 'warning', found: '512 MiB free' })
    expect(diskFinding(full.folder)).toMatchObject({ status: 'failure', found: '16 MiB free' })
    full.fill()
    expect(diskFinding(full.folder)).toMatchObject({ status: 'failure', found: '0 MiB free' })
  })
})

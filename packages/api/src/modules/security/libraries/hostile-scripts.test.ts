import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { advisories } from './advisories.ts'
import { librariesIn } from './detect.ts'
import { endsWithin } from './time-limit.ts'

const MEGABYTE = 1_000_000
/** What looking at one script may take on a machine that does other things as well. */
const LONGEST_MS = 2_500
const SHA1 = 'ab'.repeat(20)

const filled = (part: string, length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)

/** Everything that lets a pattern be tried. */
const literals = advisories()
  .signs.flatMap(({ content }) => content.map(({ literal }) => literal))
  .join('\n')

const names = (text: string) =>
  librariesIn({ url: 'https://hostile.example/app.js', text, sha1: SHA1 }).map(({ name }) => name)

function timeOf(work: () => void): number {
  const began = processorTime()
  work()
  return processorTime() - began
}

/** So long that a pattern that looks on from each sign by its square is broken off, and a straight one takes a fifth of its time. */
const FILLED = 20_000
/** As long a neighbour may keep a core busy; a pattern that takes too long does so each time. */
const PATIENCE_MS = 20_000

const fillings = [
  ' ',
  '/',
  'a',
  '1',
  '*',
  '"',
  '\n',
  '\r\n',
  '.',
  '/*',
  '/* ',
  ' * ',
  '/*!\n *',
  '="1.1",',
  '1.1.',
]

describe('every pattern is tried on a text that is all', () => {
  test.each(fillings)('%j', async (part) => {
    // The last library of the data is found, so none of the patterns before it was broken off.
    const text = `${filled(part, FILLED)}\n${literals}\n/* protobuf.js v6.8.0 */`
    // Its limit is of time that passes, which a neighbour on the same core takes now and then, and a pattern every time.
    await expect.poll(() => names(text), { timeout: PATIENCE_MS }).toContain('protobufjs')
    expect(timeOf(() => names(filled(part, MEGABYTE) + literals))).toBeLessThan(LONGEST_MS)
  })
})

test('the last library of the data is the one that those tests look for', () => {
  expect(advisories().signs.at(-1)?.name).toBe('protobufjs')
})

describe('a text that is made to hold up a pattern does not', () => {
  test.each([
    ['pdf.js', 'apiVersion:"1.1",data,password,disableAutoFetch,rangeChunkSiz'],
    ['jquery', ',f="1.1",'],
    ['jquery-ui-dialog', '/*! jQuery UI 1.1\n'],
    ['jquery-ui-tooltip', '/*! jQuery UI - v1.1\n\n\n'],
    ['easyXDM', ' * easyXDM\n * http://easyxdm.net/\n'],
    ['vue', "'1.1'"],
    ['moment.js', '.isMoment(_isUTC='],
    ['select2', '/*\nCopyright 2012 Igor Vaynberg\nVersion: 1.1\n'],
    ['ember', '// Version: v1.1\n'],
    ['tinyMCE', "tinyMCEPreInit majorVersion:'1',"],
    ['marked', '/ \t! marked '],
  ])('%s', (_name, part) => {
    expect(timeOf(() => names(filled(part, MEGABYTE) + literals))).toBeLessThan(LONGEST_MS)
  })

  test('and what its address says is known all the same', () => {
    const text = filled(',f="1.1",', MEGABYTE) + literals
    const url = 'https://hostile.example/protobuf-6.8.0.min.js'
    expect(librariesIn({ url, text, sha1: SHA1 })).toContainEqual({
      name: 'protobufjs',
      version: '6.8.0',
      from: url,
      by: 'file',
    })
  })
})

test('an address that is made to hold up a pattern does not', () => {
  for (const part of ['1.', '1.1/', '/extjs/1.1/', '/jquery-', 'ember.js/1.1/ember-']) {
    const url = `https://hostile.example/${filled(part, 200_000)}`
    expect(timeOf(() => librariesIn({ url, text: null }))).toBeLessThan(LONGEST_MS)
  }
})

describe('a time limit', () => {
  const endless = /^(?:a+)+$/
  const long = `${'a'.repeat(40)}b`

  test('breaks off what does not end, and keeps what was done', () => {
    const done: string[] = []
    const took = timeOf(() => {
      const ended = endsWithin(50, () => {
        done.push('before')
        endless.test(long)
        done.push('after')
      })
      expect(ended).toBe(false)
    })
    expect(done).toEqual(['before'])
    expect(took).toBeLessThan(LONGEST_MS)
  })

  test('lets the rest through', () => {
    const done: string[] = []
    expect(endsWithin(1_000, () => void done.push('all'))).toBe(true)
    expect(done).toEqual(['all'])
    const faulty = () => {
      throw new TypeError('a mistake of ours')
    }
    expect(() => endsWithin(1_000, faulty)).toThrow('a mistake of ours')
  })
})

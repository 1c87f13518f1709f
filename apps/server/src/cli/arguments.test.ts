import { describe, expect, test } from 'vitest'
import { expectNoMore, parseArguments } from './arguments.ts'

const refusalOf = (name: string, ...args: string[]) => {
  try {
    expectNoMore(name, parseArguments([...name.split(' '), ...args]))
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('what stands behind a command', () => {
  test.each([
    ['seed', 'remove'],
    ['backup', 'encrypt'],
    ['audit verify', 'org'],
    ['jobs', 'retry', 'one', 'two'],
  ])('is refused where it is a word too many: %s %s', (name, ...args) => {
    expect(refusalOf(name, ...args)).toBe(
      `“${args.at(-1)}” is no part of “${name}”, so nothing was done. Options begin with two dashes, such as --json.`,
    )
  })

  test.each([
    ['backup', '--verify'],
    ['export', '--encrypt'],
    ['restore', '--encrypt'],
    ['audit verify', '--fix'],
    ['accounting verify', '--to=here'],
    ['version', '--org=bakery'],
  ])('is refused where the command would not heed it: %s %s', (name, option) => {
    const [said = ''] = option.split('=')
    expect(refusalOf(name, option)).toBe(
      `“${name}” has no option ${said}, so nothing was done. npm run hub -- --help lists those of each command.`,
    )
  })

  test.each(['call', 'tour'])('is refused where the address of a hub is none: %s', (name) => {
    expect(refusalOf(name, '--url', 'nope')).toBe('nope is no address.')
    expect(refusalOf(name, '--url', 'https://hub.example.com')).toBeNull()
  })

  test.each([
    ['backup', '--to='],
    ['audit verify', '--org='],
  ])('is refused where a variable of the shell had nothing for it: %s %s', (name, option) => {
    expect(refusalOf(name, option)).toBe(
      `${option.slice(0, -1)} has no value, so nothing was done. Is what stands behind it set?`,
    )
  })

  test.each([
    ['call', 'auth.me', '{}', '--as', 'a@example.test', '--org', 'bakery', '--json'],
    ['jobs', 'retry', 'one'],
    ['jobs', 'list', '--org', 'bakery', '--status', 'dead'],
    ['secrets', 'end', '--sessions'],
    ['events', 'replay', '--listener', 'a', '--from', 'b', '--until', 'c', '--topic', 'd', '--org', 'e'],
    ['admin', 'grant', '--org', 'a', '--credits=-5', '--reason', 'b'],
    ['restore', '--from', 'a', '--verify'],
    ['accounting verify', '--org', 'bakery'],
  ])('is taken: %s %s %s', (name, ...args) => {
    expect(refusalOf(name, ...args)).toBeNull()
  })
})

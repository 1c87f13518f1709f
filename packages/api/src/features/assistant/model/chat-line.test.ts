import { streamText } from 'ai'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { giveBackLine, takeLine } from './chat-line.ts'
import { says, startProvider } from './testing-provider.ts'
import type { FakeProvider } from './testing-provider.ts'

let provider: FakeProvider
beforeEach(async () => {
  provider = await startProvider()
})
afterEach(() => provider.stop())

describe('lines to a model', () => {
  test('an answer asks by its own fetch, also on a line that another has used', async () => {
    const model = { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' }
    const asked: string[] = []
    const ask = async (who: string) => {
      provider.next(says([`Hello ${who}`], [10, 2]))
      const line = takeLine(model, (input, init) => {
        asked.push(who)
        return fetch(input, init)
      })
      const text = await streamText({ model: line.chat, prompt: 'Hello' }).text
      return { line, text }
    }
    const first = await ask('Maeve')
    const meanwhile = takeLine(model, fetch)
    giveBackLine(model, first.line)
    const second = await ask('Iris')
    expect(meanwhile).not.toBe(first.line)
    expect(second.line).toBe(first.line)
    expect([first.text, second.text]).toEqual(['Hello Maeve', 'Hello Iris'])
    expect(asked).toEqual(['Maeve', 'Iris'])
  })

  test('another model never gets the line', () => {
    const model = { baseUrl: provider.baseUrl, apiKey: 'sk-test-secret', name: 'test-model' }
    const line = takeLine(model, fetch)
    giveBackLine(model, line)
    expect(takeLine({ ...model, apiKey: 'sk-other' }, fetch)).not.toBe(line)
    expect(takeLine(model, fetch)).toBe(line)
  })
})

import { describe, expect, test } from 'vitest'
import { processorTime } from '../../../testing/processor-time.ts'
import { ExpressionError, evaluate, expressionsIn, fill } from './expressions.ts'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

function timed(work: () => unknown): number {
  const before = processorTime()
  work()
  return processorTime() - before
}

describe('WF-2: an expression holds up nobody', () => {
  test('a pattern that looks for its end without end is broken off', () => {
    const text = `${'a'.repeat(60)}!`
    const took = timed(() =>
      expect(() => evaluate('input.text.matches("^(a+)+$")', { input: { text } })).toThrow(
        /takes too long to work out/,
      ),
    )
    expect(took).toBeLessThan(5_000)
  })

  test('so are loops in loops over long lists, in a text as well', () => {
    const input = { list: numbers(1_000) }
    const loops = 'input.list.all(a, input.list.all(b, input.list.all(c, a + b + c >= 0)))'
    expect(() => evaluate(loops, { input })).toThrow(ExpressionError)
    expect(() => fill({ text: `Is it so? {{ ${loops} }}` }, { input })).toThrow(ExpressionError)
  })

  const same = (name: string) => Array.from({ length: 78 }, () => name).join(',')

  test.each([
    ['lists that are compared', `[${same('steps.s.a')}]==[${same('steps.s.b')}]`],
    ['a place in a list', Array.from({ length: 12 }, () => '{"a": [1]} in steps.s.a').join(' || ')],
    ['lists that are put together', `${same('steps.s.a').replaceAll(',', '+')} == steps.s.b`],
    ['lists that are written out', 'steps.s.a'],
  ])('and without a call: %s, in all texts of a step together', (_what, expression) => {
    const steps = { s: { a: numbers(240_000), b: numbers(240_000) } }
    const notes = `{{ ${expression} }} `.repeat(20)
    const took = timed(() => expect(() => fill({ title: 'Now', notes }, { steps })).toThrow(ExpressionError))
    expect(took).toBeLessThan(2_000)
  })

  test('what only names values, or holds one against a word, needs no watch', () => {
    const variables = {
      input: { state: 'done', lines: [{ total: 3 }] },
      steps: { s: { a: numbers(240_000) } },
    }
    const conditions = [
      'input.lines[0].total',
      '!(input.state == "done") || steps.s.a != "none" && input.lines[0].total > 2',
    ]
    const took = timed(() => {
      for (let n = 0; n < 1_000; n += 1) for (const one of conditions) evaluate(one, variables)
    })
    expect(took).toBeLessThan(1_000)
  })

  test('and a great many expressions in one step', () => {
    const steps = { find: { items: numbers(100_000) } }
    expect(() => fill(['{{ json(steps.find) }}'.repeat(20_000)], { steps })).toThrow(ExpressionError)
  })

  test('what was broken off is worked out the next time, with less', () => {
    const expression = 'input.list.map(a, input.list.map(b, input.list.map(c, c))).size()'
    expect(() => evaluate(expression, { input: { list: numbers(1_000) } })).toThrow(ExpressionError)
    expect(evaluate(expression, { input: { list: numbers(3) } })).toBe(3)
  })

  test('nor does it come to a text or a list that fills the memory of whoever reads it', () => {
    const grown = `["word"]${'.map(x, x + x + x + x + x + x + x + x)'.repeat(8)}`
    const many = `${grown}.map(x, [x, x, x, x, x, x, x, x])[0]`
    for (const expression of [`${grown}[0]`, grown, many, `{"it": ${grown}[0]}`])
      expect(() => evaluate(expression, {})).toThrow(/comes to more than can be reckoned with/)
    const long = 'x'.repeat(3_000_000)
    expect(() => fill(['{{ input.a }}', ' {{ input.a }}{{ input.a }}'], { input: { a: long } })).toThrow(
      /comes to more than can be reckoned with/,
    )
    expect(() =>
      evaluate('join(input.list, input.a).size()', { input: { list: numbers(9), a: long } }),
    ).toThrow(/comes to more than can be reckoned with/)
    expect(fill('{{ input.a }}', { input: { a: long } })).toBe(long)
  })

  test('and what it says of a value that does not fit is short', () => {
    const input = { day: 'x'.repeat(100_000) }
    const says = (expression: string) => {
      try {
        return String(evaluate(expression, { input }))
      } catch (error) {
        return String(error)
      }
    }
    for (const expression of ['bool(input.day)', 'mondayOf(input.day)'])
      expect(says(expression)).toMatch(/^ExpressionError: .{10,500}$/)
  })

  test('braces that are never closed are read at once', () => {
    const text = '{{'.repeat(200_000)
    expect(timed(() => expect(expressionsIn(text)).toEqual([]))).toBeLessThan(1_000)
    expect(timed(() => expect(fill(text, {})).toBe(text))).toBeLessThan(1_000)
  })
})

describe('WF-2: texts with expressions', () => {
  const input = { name: 'Maeve', list: [1, 2] }

  test.each([
    ['{{ input.list }}', [1, 2]],
    ['  {{ input.list }}\n', [1, 2]],
    ['Dear {{ input.name }}, {{ input.list }}.', 'Dear Maeve, [1,2].'],
    [' {{ input.name }}{{ input.name }} ', ' MaeveMaeve '],
    ['{{ secret.shop_key }}', '{{ secret.shop_key }}'],
    ['Bearer {{ secret.shop_key }} of {{ input.name }}', 'Bearer {{ secret.shop_key }} of Maeve'],
    ['} {{ and }', '} {{ and }'],
    ['', ''],
  ])('%j comes to %j', (text, expected) => {
    expect(fill(text, { input })).toEqual(expected)
  })

  test.each([
    ['{{ input.said }}', '{ { secret.key }}'],
    ['Dear {{ input.said }}!', 'Dear { { secret.key }}!'],
    ['{{ input.open }}{{ input.close }}', '{ { secret.key }}'],
    ['{{ input.open }}.key }}', '{ { secret.key }}'],
    ['{{ secret.key }}{{ input.said }}', '{{ secret.key }}{ { secret.key }}'],
    ['{{ input.brace }}{{ secret.key }}', '{{{ secret.key }}'],
    ['{{ input.under }}', { '{ {secret.key}}': ['{ {\n secret.key }}'] }],
    ['{{ json(input.under) }}', '{"{ {secret.key}}":["{{\\n secret.key }}"]}'],
    ['{{ "{" + "{ secret.key }" + "}" }}', '{ { secret.key }}'],
  ])('%j names no secret that only the data names', (text, expected) => {
    const data = {
      said: '{{ secret.key }}',
      open: '{{ secret',
      close: '.key }}',
      brace: '{',
      under: { '{{secret.key}}': ['{{\n secret.key }}'] },
    }
    expect(fill(text, { input: data })).toEqual(expected)
  })

  test.each([
    ['input.list[0] / 0.0', 'it divides by zero'],
    ['sum(["many"])', 'it divides by zero, or reckons with what is no number'],
    ['addDays("soon", 1)', '“soon” is no day such as 2026-11-23'],
    ['addDays("2026-11-23", 99999999999)', 'it comes to more than can be reckoned with'],
  ])('%s says what is wrong with it', (expression, message) => {
    expect(() => evaluate(expression, { input })).toThrow(message)
  })
})

describe('WF-2: what an expression comes to', () => {
  test('an instant stands in a text as it does alone', () => {
    const now = new Date('2026-11-24T08:00:00Z')
    expect(fill('At {{ string(now) }}', { now })).toBe('At 2026-11-24T08:00:00.000Z')
    expect(fill('At {{ now }}', { now })).toBe('At 2026-11-24T08:00:00.000Z')
  })

  test('a fraction stands in a text as people would write it', () => {
    const input = { amounts: [0.1, 0.2], number: 4_503_599_627_370_497 }
    expect(fill('Together {{ sum(input.amounts) }}', { input })).toBe('Together 0.3')
    expect(fill('{{ join([input.amounts[0] * 3.0], ", ") }} of {{ input.number }}', { input })).toBe(
      '0.3 of 4503599627370497',
    )
  })

  test('whole amounts are money as well', () => {
    expect(fill('{{ money(1200) }} and {{ money(1200.5) }}', {})).toBe('1,200.00 and 1,200.50')
  })

  test('what another start would have given is named as that', () => {
    expect(() => fill('{{ input.event.taskId }}', { input: {} })).toThrow(
      '“input.event.taskId”: only an event that starts it gives this, and this run was started otherwise.',
    )
    expect(() => fill('{{ input.event.nothing }}', { input: { event: {} } })).toThrow('No such key: nothing')
    expect(fill('{{ has(input.event) ? "event" : "hand" }}', { input: {} })).toBe('hand')
  })
})

describe('WF-2: outside data may name its fields as it likes', () => {
  const body = JSON.parse(
    '{"constructor":"Keane","__proto__":{"x":1},"toString":"t","lines":[{"constructor":{"name":"n"},"total":4}]}',
  ) as unknown

  test.each([
    ['input.body.constructor', 'Keane'],
    ['input.body.toString', 't'],
    ['input.body["__proto__"].x', 1],
    ['input.body.lines.map(one, one.total)', [4]],
    ['input.body.lines[0].constructor.name', 'n'],
    ['has(input.body.constructor) && "lines" in input.body', true],
    ['has(input.other.constructor) || has(input.other.toString)', false],
    ['size(input.body)', 4],
    ['input.body == steps.find.body', true],
  ])('%s', (expression, expected) => {
    const variables = { input: { body, other: {} }, steps: { find: { body } } }
    expect(evaluate(expression, variables)).toEqual(expected)
    expect(evaluate('input.body', variables)).toEqual(body)
  })

  test('and so may steps and items', () => {
    const variables = { steps: { constructor: { total: 2 } }, line: { constructor: 3 } }
    expect(evaluate('steps.constructor.total + line.constructor', variables)).toBe(5)
    expect(evaluate('steps.size()', { steps: { ['constructor']: 1, find: 2 } })).toBe(2)
  })
})

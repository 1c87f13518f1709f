import { expect, test } from 'vitest'
import { Definition, Step, Trigger } from './schema.ts'
import { tryToRead } from './stored.ts'

const base = { parent: null, branch: '', onError: 'stop' }
const span = { amount: 7, unit: 'days' }
const person = '01890000-0000-7000-8000-000000000001'
const retry = { times: 2, pauseSeconds: 60 }

/*
 * As the first release with workflows published it. Versions never change, and runs wait for months: whatever a definition was
 * once, it has to be read for good. What is new in a later release gets a default, and a row here where it is a type.
 */
const published = {
  triggers: [
    { id: 'monday', type: 'schedule', cron: '0 8 * * 1', timeZone: 'Europe/Dublin', missed: 'once' },
    { id: 'joined', type: 'event', topic: 'member.joined', match: 'true' },
    { id: 'shop', type: 'webhook' },
    {
      id: 'ask',
      type: 'form',
      title: 'Ask for a quote',
      intro: '',
      thanks: 'Thank you.',
      fields: [
        { name: 'size', title: 'Size', type: 'choice', isRequired: true, choices: ['S', 'L'], maxLength: 20 },
      ],
    },
  ],
  fields: [{ name: 'customer', title: 'Customer', type: 'text', isRequired: true }],
  steps: [
    { ...base, id: 'find', type: 'act', title: 'Find', procedure: 'modules.some.list', input: {}, retry },
    { ...base, id: 'task', type: 'create_task', title: 'Task', input: { title: 'Call' } },
    {
      ...base,
      id: 'change',
      type: 'update_record',
      title: 'Change',
      record: 'some_record',
      recordId: '{{ input.id }}',
      changes: {},
    },
    { ...base, id: 'mail', type: 'send_email', title: 'Mail', to: 'a@b.example', subject: 'S', text: 'T' },
    {
      ...base,
      id: 'api',
      type: 'call_api',
      title: 'Call',
      method: 'POST',
      url: 'https://api.example.com',
      headers: { authorization: 'Bearer {{ secret.key }}' },
      body: { a: 1 },
    },
    { ...base, id: 'ai', type: 'llm_query', title: 'Ask', question: 'Why?', answerAs: 'json' },
    { ...base, id: 'any', type: 'conditional', title: 'Any?', condition: 'true', onError: 'continue' },
    { ...base, id: 'pause', type: 'delay', title: 'Wait', for: span, parent: 'any', branch: 'then' },
    { ...base, id: 'until', type: 'delay', title: 'Wait', until: '{{ input.at }}' },
    {
      ...base,
      id: 'ok',
      type: 'approval',
      title: 'OK?',
      question: 'Go on?',
      deciders: [person],
      within: span,
      onTimeout: 'fail',
      onNo: 'continue',
    },
    {
      ...base,
      id: 'hear',
      type: 'wait_for_event',
      title: 'Hear',
      topic: 'member.joined',
      match: 'true',
      within: span,
      onTimeout: 'continue',
    },
    { ...base, id: 'each', type: 'for_each', title: 'Each', items: '[1]', as: 'item', atOnce: 2 },
    { ...base, id: 'both', type: 'parallel', title: 'Both' },
    { ...base, id: 'end', type: 'stop', title: 'End', outcome: 'failed', message: 'No' },
  ],
  note: '',
}

const typesOf = (union: typeof Step | typeof Trigger) =>
  new Set(union.options.flatMap(({ shape }) => [...shape.type.values]))

test('what was published once is read for good, nothing in it lost (WF-2)', () => {
  expect(tryToRead(structuredClone(published))).toMatchObject(published)
})

test('every type of step and of trigger is among what has to be read', () => {
  expect(new Set(published.steps.map(({ type }) => type))).toEqual(typesOf(Step))
  expect(new Set(published.triggers.map(({ type }) => type))).toEqual(typesOf(Trigger))
})

test('what another release made and this one does not know is told from the rest', () => {
  expect(
    tryToRead({ ...published, steps: [{ ...base, id: 'a', type: 'send_pigeon', title: 'A' }] }),
  ).toBeNull()
  expect(tryToRead({})).toEqual(Definition.parse({}))
})

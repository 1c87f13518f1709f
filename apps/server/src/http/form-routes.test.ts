import { randomUUID } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'
import { SUBMISSION, TRAP } from './form-page.ts'

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub()
})
afterAll(() => hub.stop())

const fields = [
  { name: 'who', title: 'Your name' },
  { name: 'email', title: 'Your <b>e-mail</b>', type: 'email' as const },
  { name: 'how_many', title: 'How many', type: 'number' as const, isRequired: false },
  { name: 'size', title: 'Size', type: 'choice' as const, choices: ['Small', 'Large'] },
  { name: 'day', title: 'When', type: 'date' as const, isRequired: false },
  { name: 'note', title: 'Note', type: 'long_text' as const, isRequired: false, maxLength: 20 },
  { name: 'agreed', title: 'I agree', type: 'yes_no' as const },
  { name: 'constructor', title: 'Builder', isRequired: false },
]
const good = {
  who: 'Ana',
  email: 'ana@example.com',
  size: 'Large',
  agreed: 'yes',
  how_many: '2,5',
  day: '2026-12-01',
}

async function withForm() {
  const org = await hub.newOrg()
  const draft = {
    triggers: [{ id: 'order', type: 'form' as const, title: 'Order bread', thanks: 'We bake it.', fields }],
    steps: [
      { id: 'ok', type: 'approval' as const, title: 'OK?', question: 'Bake for {{ input.form.who }}?' },
    ],
  }
  const { id } = await org.api.workflows.create({ name: 'Orders', draft })
  await org.api.workflows.publish({ id })
  const { forms } = await org.api.workflows.get({ id })
  const path = new URL(forms[0]?.address ?? '').pathname
  const send = (typed: Record<string, string>, to = path) =>
    hub.request(to, { method: 'POST', body: new URLSearchParams(typed) })
  const runs = async () => (await org.api.workflows.runs.list({ workflowId: id })).items
  return { ...org, id, path, send, runs }
}

test('a form is shown without script or sign-in, and its words are no markup (WF-2)', async () => {
  const { path } = await withForm()
  const answer = await hub.request(path)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
  )
  expect(answer.headers.get('set-cookie')).toBeNull()
  const html = await answer.text()
  expect(html).toContain('<h1>Order bread</h1>')
  expect(html).toContain('Your &#60;b&#62;e-mail&#60;/b&#62;')
  expect(html).not.toContain('<script')
})

test('what is filled in starts the workflow once, however often it is sent', async () => {
  const { send, runs, api } = await withForm()
  const once = { [SUBMISSION]: randomUUID() }
  const answers = await Promise.all([1, 2, 3].map(() => send({ ...good, extra: 'x', ...once })))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  expect(await answers[0]?.text()).toContain('We bake it.')
  const [run, ...others] = await runs()
  expect([run?.startedBy, others.length]).toEqual(['form', 0])
  expect((await api.workflows.runs.get({ id: run?.id ?? '' })).input).toEqual({
    form: {
      who: 'Ana',
      email: 'ana@example.com',
      how_many: 2.5,
      size: 'Large',
      day: '2026-12-01',
      note: '',
      agreed: true,
      constructor: '',
    },
  })
})

test('what does not fit is shown again with what was typed, and starts nothing', async () => {
  const { send, runs } = await withForm()
  const wrong: Record<string, string> = {
    ...good,
    who: '',
    email: 'no address',
    size: 'Huge',
    day: 'soon',
    how_many: 'many',
    note: 'x'.repeat(21),
    agreed: '',
  }
  const answer = await send({ ...wrong, [SUBMISSION]: randomUUID() })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const { name } of fields.slice(0, -1)) expect(html, name).toContain(`id="${name}-bad"`)
  expect(html).toContain('value="no address"')
  expect((await send({ ...good, [SUBMISSION]: 'no id' })).status).toBe(400)
  expect((await send({ ...good, note: 'x'.repeat(200_000), [SUBMISSION]: randomUUID() })).status).toBe(413)
  expect(await runs()).toEqual([])
})

test('what no step would take is told at its question, in place of thanks (WF-2)', async () => {
  const { send, runs } = await withForm()
  const answer = await send({ ...good, who: 'Ana \u202e', note: 'a\u0007b', [SUBMISSION]: randomUUID() })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toMatch(/id="who-bad">[^<]*U\+202E/)
  expect(html).toContain('id="note-bad"')
  expect(html).not.toContain('We bake it.')
  expect(await runs()).toEqual([])
})

test('a program that fills in what nobody sees is thanked, and starts nothing', async () => {
  const { send, runs } = await withForm()
  const answer = await send({ ...good, [TRAP]: 'https://spam.example', [SUBMISSION]: randomUUID() })
  expect([answer.status, (await runs()).length]).toEqual([200, 0])
})

test('a form that is switched off, of a suspended organization or not there says so', async () => {
  const { send, runs, path, api, id, orgId } = await withForm()
  expect((await hub.request(`${path}A`)).status).toBe(404)
  expect((await hub.request(`/f/${randomUUID()}/${path.split('/').at(-1) ?? ''}`)).status).toBe(404)
  await api.workflows.switch({ id, isOn: false })
  const off = await send({ ...good, [SUBMISSION]: randomUUID() })
  expect([off.status, await off.text()]).toEqual([409, expect.stringContaining('This form is closed')])
  await api.workflows.switch({ id, isOn: true })
  await asSuperuser(hub.database, `update app.organization set suspended_at = now() where id = '${orgId}'`)
  expect((await hub.request(path)).status).toBe(409)
  await asSuperuser(hub.database, `update app.organization set suspended_at = null where id = '${orgId}'`)
  expect(await runs()).toEqual([])
})

test('nobody sends one form over and over', async () => {
  const { send } = await withForm()
  const statuses: number[] = []
  for (let count = 0; count < 30; count += 1)
    statuses.push((await send({ [SUBMISSION]: randomUUID() })).status)
  expect(statuses.at(-1)).toBe(429)
})

test('nobody opens one form over and over', async () => {
  const { path } = await withForm()
  const statuses = new Set<number>()
  for (let part = 0; part < 7; part += 1)
    for (const { status } of await Promise.all(Array.from({ length: 50 }, () => hub.request(path))))
      statuses.add(status)
  expect(statuses).toEqual(new Set([200, 429]))
  const refused = await hub.request(path)
  expect([refused.status, await refused.text()]).toEqual([
    429,
    expect.stringContaining('open the form again'),
  ])
})

import { expect, test } from 'vitest'
import { flowHub, task } from './testing.ts'

const flows = flowHub()

test('a service is called only on the public internet', async () => {
  for (const url of [
    'https://127.0.0.1/',
    'https://localhost/',
    'http://example.com/',
    'https://10.0.0.1/x',
    'no address',
  ])
    await expect(flows.org.api.workflows.actions.callApi({ url }), url).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
})

test('a secret goes to its own hosts alone, and is never shown', async () => {
  const { secrets, actions } = flows.org.api.workflows
  await secrets.set({ name: 'shop_key', secret: 'sk_live_Quincunx', hosts: ['api.shop.example'] })
  expect(JSON.stringify(await secrets.list({}))).not.toContain('Quincunx')
  const headers = { authorization: 'Bearer {{ secret.shop_key }}' }
  await expect(actions.callApi({ url: 'https://thief.example/', headers })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(
    actions.callApi({ url: 'https://api.shop.example/', headers: { x: '{{ secret.other }}' } }),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(secrets.remove({ name: 'other' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a run keeps the name of a secret, not what it is', async () => {
  await flows.org.api.workflows.secrets.set({
    name: 'shop_key',
    secret: 'sk_live_Quincunx',
    hosts: ['127.0.0.1'],
  })
  const run = await flows.ran({
    steps: [
      {
        id: 'call',
        type: 'call_api',
        title: 'Call',
        url: 'https://127.0.0.1/{{ run.number }}',
        headers: { authorization: 'Bearer {{ secret.shop_key }}' },
      },
    ],
  })
  expect(run.status).toBe('failed')
  expect(JSON.stringify(run)).toContain('{{ secret.shop_key }}')
  expect(JSON.stringify(run)).not.toContain('Quincunx')
})

test('a hub without a model says so', async () => {
  await expect(flows.org.api.workflows.actions.askModel({ question: 'Why?' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining('no language model'),
  })
})

test('a mail goes to each address once', async () => {
  await flows.org.api.workflows.actions.sendEmail({
    to: 'a@lantern.example, b@lantern.example; a@lantern.example',
    subject: 'Hi',
    text: 'Hi',
  })
  await flows.hub.hub.outbox.drain()
  const reached = () => flows.hub.mails.map(({ to }) => to).filter((to) => to.endsWith('@lantern.example'))
  await expect.poll(() => reached().toSorted()).toEqual(['a@lantern.example', 'b@lantern.example'])
})

test('a run without credits waits for them, and goes on', async () => {
  const poor = await flows.hub.newOrg()
  const { id } = await poor.api.workflows.create({ name: 'Poor', draft: { steps: [task('a', 'a')] } })
  await poor.api.workflows.publish({ id })
  const run = await poor.api.workflows.runs.start({ id })
  await expect
    .poll(async () => (await poor.api.workflows.runs.get({ id: run.id })).status, { timeout: 8_000 })
    .toBe('paused')
  expect(await poor.api.workflows.runs.get({ id: run.id })).toMatchObject({
    waitsFor: ['credits'],
    error: null,
  })
})

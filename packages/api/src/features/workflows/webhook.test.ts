import { createHmac } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import { expect, test } from 'vitest'
import { flowHub, task } from './testing.ts'
import { startByWebhook } from './service.ts'

const flows = flowHub()

async function hook() {
  const id = await flows.published({
    triggers: [{ id: 'web', type: 'webhook' }],
    steps: [task('make', '{{ input.body.title }}')],
  })
  const { webhooks } = await flows.org.api.workflows.get({ id })
  const { secret } = await flows.org.api.workflows.webhookSecret({ id, key: 'web' })
  return { id, secret, address: webhooks[0]?.address ?? '' }
}

interface Sent {
  messageId?: string
  at?: Date
  body?: string
  secret?: string
}

async function send(
  place: Awaited<ReturnType<typeof hook>>,
  { messageId = 'msg_1', at = new Date(), body = '{"title":"From outside"}', secret = place.secret }: Sent,
) {
  const [triggerId = '', token = ''] = new URL(place.address).pathname.split('/').slice(-2)
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const signature = createHmac('sha256', key).update(`${messageId}.${timestamp}.${body}`).digest('base64')
  const headers: Record<string, string> = {
    'webhook-id': messageId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
  return startByWebhook(flows.hub.hub, {
    url: place.address,
    triggerId,
    token,
    body: Buffer.from(body),
    header: (name) => headers[name] ?? null,
    ip: null,
    requestId: 'r',
  })
}

test('a signed delivery starts the workflow, and the same one once (WF-2)', async () => {
  const place = await hook()
  const { runId } = await send(place, {})
  expect(runId).not.toBeNull()
  expect((await send(place, {})).runId).toBeNull()
  await flows.until(runId ?? '', 'done')
  expect(await flows.titles()).toEqual(['From outside'])
})

test('what is not signed by its secret just now starts nothing', async () => {
  const place = await hook()
  const unauthorized = { code: 'UNAUTHORIZED' }
  await expect(
    send(place, { secret: `whsec_${Buffer.from('other').toString('base64')}` }),
  ).rejects.toMatchObject(unauthorized)
  await expect(send(place, { at: new Date(Date.now() - 6 * 60_000) })).rejects.toMatchObject(unauthorized)
  await expect(send({ ...place, address: `${place.address}x` }, {})).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(send(place, { body: 'no json' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await flows.org.api.workflows.switch({ id: place.id, isOn: false })
  await expect(send(place, {})).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await flows.org.api.workflows.runs.list({ workflowId: place.id })).items).toEqual([])
})

test('a new secret opens the webhook at once, and the one before for another day', async () => {
  const place = await hook()
  const { secret } = await flows.org.api.workflows.rotateWebhookSecret({ id: place.id, key: 'web' })
  expect(secret).not.toBe(place.secret)
  expect(await flows.org.api.workflows.webhookSecret({ id: place.id, key: 'web' })).toEqual({ secret })
  const started = async (messageId: string, sent: Sent) => (await send(place, { messageId, ...sent })).runId
  expect(await started('msg_old', {})).not.toBeNull()
  expect(await started('msg_new', { secret })).not.toBeNull()
  await asSuperuser(
    flows.hub.database,
    `update app.workflow_trigger set old_secret_until = now() - interval '1 second'`,
  )
  await expect(started('msg_late', {})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  expect(await started('msg_last', { secret })).not.toBeNull()
})

test('a secret is changed once more, and the first one is worth nothing', async () => {
  const place = await hook()
  const webhook = { id: place.id, key: 'web' }
  await flows.org.api.workflows.rotateWebhookSecret(webhook)
  await flows.org.api.workflows.rotateWebhookSecret(webhook)
  await expect(send(place, {})).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
  await expect(
    flows.org.api.workflows.rotateWebhookSecret({ ...webhook, key: 'other' }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const stranger = await flows.hub.newOrg()
  await expect(stranger.api.workflows.rotateWebhookSecret(webhook)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test.each([
  ['nested without end', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
  ['a little too deep', `${'['.repeat(70)}${']'.repeat(70)}`],
])('a body that is %s is the fault of its sender', async (_what, body) => {
  await expect(send(await hook(), { body })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
})

test('a body whose text holds what no row can hold is taken all the same', async () => {
  const body = JSON.stringify({ title: 'From\\u0000 outside', more: ['\0', '\ud800', '\\\0', '\u{1F600}'] })
  const { runId } = await send(await hook(), { body })
  const run = await flows.until(runId ?? '', 'done')
  expect(run.input).toEqual({
    body: { title: 'From\\u0000 outside', more: ['\ufffd', '\ufffd', '\\\ufffd', '\u{1F600}'] },
  })
})

test('a webhook that stays keeps its address and secret when the next version is published', async () => {
  const place = await hook()
  await flows.org.api.workflows.publish({ id: place.id })
  const { webhooks } = await flows.org.api.workflows.get({ id: place.id })
  expect(webhooks[0]?.address).toBe(place.address)
  expect(await flows.org.api.workflows.webhookSecret({ id: place.id, key: 'web' })).toEqual({
    secret: place.secret,
  })
})

import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { partner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: partner.session, founder: partner })

interface Received {
  id: string
  timestamp: string
  signature: string
  body: string
}

/** A customer's own server: it keeps what it gets, and says no where it is told to. */
async function startReceiver() {
  const received: Received[] = []
  const answer = { status: 200 }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (part: string) => (body += part))
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name])
      received.push({
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
        body,
      })
      response.statusCode = answer.status
      response.end(answer.status === 200 ? 'thank you' : 'not now')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { received, answer, address: `http://127.0.0.1:${port}/hub`, stop: () => server.close() }
}

/** As anybody would check it who has read how Standard Webhooks signs. */
function isSigned({ id, timestamp, signature, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return signature.split(' ').includes(`v1,${expected}`)
}

test('an endpoint is set up, tested, fails, and is sent again what it missed', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const receiver = await startReceiver()
  try {
    await page.goto(`/o/${slug}/events`)
    await page.getByRole('tab', { name: 'Endpoints' }).click()
    await page.getByRole('button', { name: 'New endpoint' }).click()
    const dialog = page.getByRole('dialog', { name: 'New endpoint' })
    await dialog.getByRole('button', { name: 'Create endpoint' }).click()
    await expect(dialog.getByText('Give it a name.')).toBeVisible()
    await dialog.getByLabel('Name').fill('Till in the shop')
    await dialog.getByLabel('Address').fill(receiver.address)
    await expectAccessible(page, 'a new endpoint')
    await dialog.getByRole('button', { name: 'Create endpoint' }).click()

    const shown = page.getByRole('dialog', { name: 'Copy the secret now' })
    const secret = (await shown.getByRole('region', { name: 'Code' }).textContent()) ?? ''
    expect(secret).toMatch(/^whsec_/)
    await shown.getByRole('button', { name: 'I have copied it' }).click()
    await expect(page.getByText(secret)).toHaveCount(0)

    await page.getByRole('link', { name: 'Till in the shop' }).click()
    await page.getByRole('button', { name: 'Send test' }).click()
    const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row')
    await expect(rows.filter({ hasText: 'Test' })).toContainText('Delivered')
    await hub.mutate('modules.ops.tasks.create', { title: 'Order flour' })
    await expect.poll(() => receiver.received.length).toBe(2)
    expect(receiver.received.map((one) => isSigned(one, secret))).toEqual([true, true])
    expect(receiver.received[1]?.body).toContain('Order flour')

    receiver.answer.status = 503
    await hub.mutate('modules.ops.tasks.create', { title: 'Order lids' })
    await page.reload()
    await expect(rows.filter({ hasText: 'It answered 503' })).toContainText('Waiting')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Failing')
    await expectAccessible(page, 'an endpoint that fails')

    receiver.answer.status = 200
    await rows
      .filter({ hasText: 'It answered 503' })
      .getByRole('button', { name: 'Show what was sent: ops.task.created' })
      .click()
    const sent = page.getByRole('dialog', { name: 'ops.task.created' })
    await expect(sent.getByRole('region', { name: 'Code, Request' })).toContainText('Order lids')
    await expect(sent.getByRole('list', { name: 'Tries' })).toContainText('not now')
    await expectAccessible(page, 'a delivery')
    await sent.getByRole('button', { name: 'Send again' }).click()
    await expect(rows.filter({ hasText: 'It answered 503' })).toHaveCount(0)
    await expect(page.getByRole('heading', { level: 1 })).toContainText('On')
    const lids = receiver.received.filter(({ body }) => body.includes('Order lids'))
    expect(lids.length).toBeGreaterThan(1)
    expect(new Set(lids.map(({ id }) => id)).size).toBe(1)

    await page.setViewportSize({ width: 360, height: 740 })
    await expectNoSidewaysScroll(page, 'an endpoint')
  } finally {
    receiver.stop()
  }
})

test('events are looked at by topic, with what they say', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('modules.ops.tasks.create', { title: 'Order flour' })
  await page.goto(`/o/${slug}/jobs`)
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page).toHaveURL(`/o/${slug}/events`)
  await page.getByRole('button', { name: /^Show what it says: Task created/ }).click()
  const payload = page.getByRole('dialog', { name: 'Task created' })
  await expect(payload).toContainText('Order flour')
  await payload.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('tab', { name: 'Topics' }).click()
  await expect(page.getByRole('list', { name: 'Topics' })).toContainText('member.joined')
  await expectAccessible(page, 'the topics')
})

test('an endpoint is given another name, address and topics, and turned off, in one dialog (EVT-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { endpoint } = await hub.mutate<{ endpoint: { id: string } }>('endpoints.create', {
    name: 'Till in the shop',
    address: 'https://till.example/hub',
    topics: ['*'],
  })
  await page.goto(`/o/${slug}/events/endpoints/${endpoint.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).press('Enter')
  await page.getByRole('menuitem', { name: 'Edit' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Edit endpoint' })
  await expect(dialog.getByLabel('Address')).toHaveValue('https://till.example/hub')
  await dialog.getByLabel('Name').fill('Till at the market')
  await dialog.getByLabel('Address').fill('https://market.example/hub')
  await dialog.getByRole('radio', { name: /^Some topics/ }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Tick at least one topic.')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'Job done' }).check()
  await dialog.getByRole('checkbox', { name: /^It is on/ }).uncheck()
  await expectAccessible(page, 'an endpoint that is changed')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Till at the market')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Paused')
  expect(await hub.query('endpoints.get', { id: endpoint.id })).toMatchObject({
    address: 'https://market.example/hub',
    topics: ['job.completed'],
    state: 'paused',
  })
})

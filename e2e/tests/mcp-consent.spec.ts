import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { request } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { owner } from '../support/people.ts'
import { origin } from '../support/place.ts'
import { expect, test } from '../support/test.ts'

/** A program on the person's machine that wants to use the hub: it listens for its answer and keeps what it got. */
async function startProgram() {
  const answers: URLSearchParams[] = []
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    if (url.pathname === '/callback') answers.push(url.searchParams)
    response.writeHead(200, { 'content-type': 'text/html' }).end(
      // Without an icon of its own the browser would ask for one, perhaps when the program has ended.
      '<!doctype html><html lang="en"><title>Probe</title><link rel="icon" href="data:,"><p>You can close this page.</p></html>',
    )
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const redirect = `http://127.0.0.1:${port}/callback`
  const verifier = randomBytes(32).toString('base64url')
  const http = await request.newContext({ baseURL: origin })
  const registered = await http.post('/oauth/register', {
    data: { redirect_uris: [redirect], client_name: 'Probe Desktop' },
  })
  const { client_id: clientId } = (await registered.json()) as { client_id: string }
  const url = new URL('/oauth/authorize', origin)
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect,
    state: 'kept',
    scope: 'ops.task.read ops.task.write',
    resource: `${origin}/mcp`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }))
    url.searchParams.set(name, value)
  return {
    url: url.href,
    answers,
    async tokens() {
      const answer = await http.post('/oauth/token', {
        form: {
          grant_type: 'authorization_code',
          client_id: clientId,
          code: answers.at(-1)?.get('code') ?? '',
          redirect_uri: redirect,
          code_verifier: verifier,
        },
      })
      return (await answer.json()) as { access_token: string; scope: string }
    },
    /** Status of a list of tools with this token. */
    ask: async (token: string) => {
      const answer = await http.post('/mcp', {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json, text/event-stream' },
        data: { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
      })
      return answer.status()
    },
    async stop() {
      await http.dispose()
      await new Promise((closed) => server.close(closed))
    },
  }
}

test('an application is connected through sign-in and consent, and disconnected again', async ({
  openAs,
}) => {
  const program = await startProgram()
  const page = await openAs(null)

  await test.step('signing in comes first, and leads back', async () => {
    await page.goto(program.url)
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await page.getByLabel('Email').fill(owner.email)
    await page.getByLabel('Password', { exact: true }).fill(owner.password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Connect Probe Desktop?' })).toBeVisible()
  })

  await test.step('the page says who asks and where the answer goes, for everybody', async () => {
    await expect(page.getByText('127.0.0.1')).toBeVisible()
    await expect(page.getByText(/A program on this computer asks/)).toBeVisible()
    await expectAccessible(page, 'the consent page')
    await page.setViewportSize({ width: 360, height: 780 })
    await expectNoSidewaysScroll(page, 'the consent page on a phone')
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page, 'the dark consent page on a phone')
  })

  await test.step('the application gets what was chosen and nothing else', async () => {
    const organization = page.getByLabel('Organization')
    if (await organization.isVisible()) await organization.selectOption(owner.slug)
    await page.getByLabel('Ops copilot').selectOption('Read')
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(page.getByText('You can close this page.')).toBeVisible()
    expect(program.answers.at(-1)?.get('state')).toBe('kept')
    expect(program.answers.at(-1)?.get('iss')).toBe(origin)
  })

  const { access_token: token, scope } = await program.tokens()
  expect(scope).toBe('ops.task.read')
  expect(await program.ask(token)).toBe(200)

  await test.step('it stands under Connect until it is disconnected', async () => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.goto(`/o/${owner.slug}/connect`)
    const row = page.getByRole('row', { name: /Probe Desktop/ }).first()
    await expect(row).toContainText('127.0.0.1')
    await row.getByRole('button', { name: 'Disconnect Probe Desktop' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click()
    await expect(page.getByText('Disconnected: Probe Desktop')).toBeVisible()
    await expect.poll(() => program.ask(token)).toBe(401)
  })

  await test.step('a no goes back to the application too', async () => {
    await page.goto(program.url)
    await page.getByRole('button', { name: 'Deny' }).click()
    await expect(page.getByText('You can close this page.')).toBeVisible()
    expect(program.answers.at(-1)?.get('error')).toBe('access_denied')
  })
  await program.stop()
})

test('a link to a request that was begun elsewhere opens nothing', async ({ openAs, problems }) => {
  problems.expect(/400 \(Bad Request\).*\/oauth\/consent/)
  problems.expect(/This request was begun in another browser/)
  const program = await startProgram()
  const attacker = await openAs(null)
  await attacker.goto(program.url)
  await expect(attacker).toHaveURL(/\/sign-in\?next=/)
  const link = new URL(attacker.url()).searchParams.get('next') ?? ''
  expect(link).toMatch(/^\/oauth\/consent\//)
  const victim = await openAs(owner)
  await victim.goto(link)
  await expect(victim.getByText('This cannot be answered here')).toBeVisible()
  await expect(victim.getByRole('button', { name: 'Allow' })).toHaveCount(0)
  await program.stop()
})

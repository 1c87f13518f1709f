import { request } from '@playwright/test'
import { owner } from '../support/people.ts'
import { origin } from '../support/place.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session, permissions: ['clipboard-read', 'clipboard-write'] })

/** Speaks for a program that has the key and nothing else. */
async function callsWith(key: string) {
  const http = await request.newContext({
    baseURL: origin,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  })
  const version = '2026-07-28'
  return {
    rest: () => http.get('/api/v1/modules/ops/tasks/list'),
    mcp: () =>
      http.post('/mcp', {
        headers: {
          accept: 'application/json, text/event-stream',
          'mcp-protocol-version': version,
          'mcp-method': 'tools/list',
        },
        data: {
          jsonrpc: '2.0',
          id: 1,
          method: 'tools/list',
          params: {
            _meta: {
              'io.modelcontextprotocol/protocolVersion': version,
              'io.modelcontextprotocol/clientInfo': { name: 'e2e', version: '1' },
              'io.modelcontextprotocol/clientCapabilities': {},
            },
          },
        },
      }),
    end: () => http.dispose(),
  }
}

test('a key is shown once, works over MCP and nowhere else, and stops when it is revoked', async ({
  page,
  ownOrganization,
}) => {
  await page.goto(`/o/${ownOrganization.slug}/connect`)
  await page.getByRole('button', { name: 'New key' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New key' })
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByText('Give it a name.')).toBeVisible()
  await dialog.getByLabel('Name').fill('Label printer')
  await dialog.getByRole('button', { name: 'Create key' }).click()

  const shown = page.getByRole('dialog', { name: 'Copy your key now' })
  await shown.getByRole('button', { name: 'Copy code' }).click()
  const key = await page.evaluate(() => navigator.clipboard.readText())
  expect(key).toMatch(/^hub_key_[\w-]+$/)
  await shown.getByRole('button', { name: 'I have copied it' }).click()

  await test.step('the settings to copy hold the key while the page stays open', async () => {
    await page.getByRole('tab', { name: 'Cursor' }).click()
    await page.getByRole('button', { name: 'Copy .cursor/mcp.json' }).click()
    const settings: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
    expect(settings).toEqual({
      mcpServers: { hub: { url: `${origin}/mcp`, headers: { Authorization: `Bearer ${key}` } } },
    })
  })

  await test.step('afterwards it is nowhere', async () => {
    await page.reload()
    const row = page.getByRole('table', { name: 'Keys' }).getByRole('row', { name: /Label printer/ })
    await expect(row).toContainText('Never')
    expect(await page.content()).not.toContain(key)
    await expect(page.getByRole('region', { name: 'Set up' })).toContainText('YOUR_KEY')
  })

  const program = await callsWith(key)
  await test.step('MCP answers, and REST says what the key is for', async () => {
    const rest = await program.rest()
    expect(rest.status()).toBe(403)
    expect(await rest.json()).toMatchObject({ message: expect.stringContaining('for an assistant') })
    const mcp = await program.mcp()
    expect(mcp.status()).toBe(200)
    const { result } = (await mcp.json()) as { result: { tools: { name: string }[] } }
    const names = result.tools.map(({ name }) => name)
    expect(names).toContain('ops_tasks_create')
    expect(names).not.toContain('auth_api_keys_create')
  })

  await test.step('revoked, it is refused at both', async () => {
    await page.getByRole('button', { name: 'Revoke Label printer' }).click()
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Revoke' })
      .click()
    await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible()
    expect((await program.rest()).status()).toBe(401)
    expect((await program.mcp()).status()).toBe(401)
  })
  await program.end()
})

test('a key for a program opens REST, goes into the settings for programs and into no others', async ({
  page,
  ownOrganization,
}) => {
  await ownOrganization.hub.mutate('modules.ops.tasks.create', { title: 'Seen by a program' })
  await page.goto(`/o/${ownOrganization.slug}/connect?client=cursor&way=key`)
  await page.getByRole('button', { name: 'New key' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New key' })
  await dialog.getByLabel('Name').fill('Label printer')
  await dialog.getByRole('radio', { name: /^A program/ }).click()
  await expect(dialog.getByText('An assistant with this key should')).toBeHidden()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const shown = page.getByRole('dialog', { name: 'Copy your key now' })
  await shown.getByRole('button', { name: 'Copy code' }).click()
  const key = await page.evaluate(() => navigator.clipboard.readText())
  await shown.getByRole('button', { name: 'I have copied it' }).click()
  const settings = page.getByRole('region', { name: 'Set up' })
  await expect(settings).toContainText('YOUR_KEY')
  await page.getByRole('tab', { name: 'Programs' }).click()
  await expect(settings).toContainText(key)
  await expect(page.getByRole('row', { name: /Label printer/ })).toContainText('For a program')

  const program = await callsWith(key)
  const rest = await program.rest()
  expect(await rest.json()).toMatchObject({ items: [{ title: 'Seen by a program' }] })
  expect((await program.mcp()).status()).toBe(403)
  await program.end()
})

test('what ends a key is in reach beside the list of what an assistant may do, and below it', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await hub.mutate('auth.apiKeys.create', {
    name: 'Till in the shop',
    kind: 'program',
    scopes: ['ops.task.read', 'ops.task.write'],
  })
  await page.goto(`/o/${slug}/connect`)
  const revoke = page.getByRole('button', { name: 'Revoke Till in the shop' })
  await revoke.scrollIntoViewIfNeeded()
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(revoke).toBeInViewport({ ratio: 1 })
  // With little room the table is moved sideways to it.
  for (const width of [1100, 960, 768]) {
    await page.setViewportSize({ width, height: 900 })
    await revoke.scrollIntoViewIfNeeded()
    await expect(revoke, `${width} px`).toBeInViewport({ ratio: 1 })
  }
})

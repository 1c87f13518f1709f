import type { Page } from '@playwright/test'
import { startMailServer } from '../support/mail-server.ts'
import { kill, startOwnHub } from '../support/own-hub.ts'
import { admin } from '../support/people.ts'
import { startSlowModel } from '../support/slow-model.ts'
import { expect, test } from '../support/test.ts'

test.setTimeout(240_000)

const to = 'jonah@killed.example'
const answer = 'Hello Jonah, INV-2047 is still open.'
/** A worker that is gone is noticed when its lease runs out. */
const TAKEN_OVER = { timeout: 90_000 }

/** Adds a step by the button of this name on the canvas, and names it. */
async function add(page: Page, after: string, [kind, name]: readonly [kind: string, name: string]) {
  await page.getByRole('button', { name: after, exact: true }).click()
  await page.getByRole('dialog', { name: 'Add a step' }).getByRole('button', { name: kind }).click()
  // The panel of the step before is left by then.
  await expect(page.getByRole('heading', { name: kind, level: 2 })).toBeVisible()
  await page.getByLabel('Name', { exact: true }).fill(name)
}

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true })

async function buildOnCanvas(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'New workflow' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Late payers')
  await page.getByRole('button', { name: 'Create workflow' }).click()
  await page.getByRole('button', { name: /^Started by hand/ }).click()
  await page.getByRole('button', { name: 'Add what starts it' }).click()
  await page.getByRole('menuitem', { name: 'A time' }).click()
  await expect(page.getByRole('button', { name: /^Weekdays at 08:00/ })).toBeVisible()

  await add(page, 'Add a first step', ['Ask a language model', 'Write a reminder'])
  await field(page, 'What to ask').fill('Write a reminder to Jonah.')
  await add(page, 'Add a step after Write a reminder', ['Yes or no?', 'Any words?'])
  await field(page, 'It is yes when').fill('steps.ask_a_language_model.text != ""')
  await add(page, 'Add a first step in Any words?: yes', ['Create a task', 'Note it down'])
  await field(page, 'Title').fill('Remind Jonah')
  await add(page, 'Add a step after Note it down', ['Wait for an OK', 'Ask me'])
  await field(page, 'What they see').fill('Send it?\n\n{{ steps.ask_a_language_model.text }}')
  await add(page, 'Add a step after Ask me', ['Send an e-mail', 'Mail it'])
  await field(page, 'To').fill(to)
  await field(page, 'Subject').fill('A reminder')
  await field(page, 'Text').fill('{{ steps.ask_a_language_model.text }}')
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
}

interface Answer<T> {
  result: { data: T }
}

test('a workflow built on the canvas finishes though its worker is killed, and does each thing once (WF-1, WF-3)', async ({
  page,
  problems,
}) => {
  // The last request of a page that is closed.
  problems.expect(/ERR_CONNECTION_REFUSED|WebSocket/)
  const mail = await startMailServer()
  const model = await startSlowModel(answer)
  const hub = await startOwnHub({
    SMTP_URL: mail.address,
    MAIL_FROM: 'hub@hub.example',
    OPENAI_BASE_URL: model.address,
    OPENAI_API_KEY: 'sk-test',
    OPENAI_MODEL: 'gpt-4o-mini',
  })
  try {
    await page.goto(hub.setupLink)
    await page.getByLabel('Your name').fill(admin.name)
    await page.getByLabel('Email').fill(admin.email)
    await page.getByLabel('Organization').fill(admin.organization)
    await page.getByLabel('Password', { exact: true }).fill(admin.password)
    await page.getByRole('button', { name: 'Create the administrator' }).click()
    await expect(page).toHaveURL(`${hub.origin}/o/${admin.slug}`)
    await page.goto(`${hub.origin}/o/${admin.slug}/workflows`)
    await buildOnCanvas(page)
    await page.getByRole('button', { name: /^Publish/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish it' }).click()
    await expect(page.getByText('Version 1', { exact: true })).toBeVisible()

    const first = await hub.startWorker()
    await page.getByRole('tab', { name: /^Runs/ }).click()
    await page.getByRole('button', { name: 'Start it now' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Start/ })
      .click()
    await expect.poll(model.asked, { timeout: 30_000 }).toBe(1)
    await kill(first)
    model.hurry()
    await hub.startWorker()

    await page.getByRole('button', { name: 'Approve' }).click(TAKEN_OVER)
    await expect(page.getByRole('heading', { name: /^Run 1 Done/ })).toBeVisible(TAKEN_OVER)
    await expect.poll(() => mail.taken.filter((one) => one.to.includes(to)).length).toBe(1)
    const response = await page.request.get(`${hub.origin}/trpc/modules.ops.tasks.list`, {
      headers: { 'x-hub-org': admin.slug, 'x-hub-csrf': '1' },
      params: { input: '{}' },
    })
    const { result } = (await response.json()) as Answer<{ items: { title: string }[] }>
    expect(result.data.items.filter(({ title }) => title === 'Remind Jonah')).toHaveLength(1)
    // Nothing comes after the end.
    await page.waitForTimeout(3_000)
    expect(mail.taken.filter((one) => one.to.includes(to))).toHaveLength(1)
  } finally {
    await page.goto('about:blank')
    await hub.stop()
    await model.stop()
    await mail.stop()
  }
})

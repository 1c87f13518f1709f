import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectFits } from '../support/fits.ts'
import type { HubClient } from '../support/hub-client.ts'
import { arrowTo, tabTo } from '../support/keyboard.ts'
import { partner } from '../support/people.ts'
import { copyTask } from '../support/many-rows.ts'
import { addTasks, titles, toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: partner.session, founder: partner })

const jobs = (page: Page) => page.getByRole('table', { name: 'Jobs' }).getByRole('row')

/** Three sheets of the same list, by what they let through. */
const askForThree = (hub: HubClient) =>
  Promise.all(
    ['low', 'normal', 'high'].map((priority) =>
      hub.mutate('jobs.startExport', { list: 'tasks', filters: { priority } }),
    ),
  )

test('tasks are exported in the background, by keys alone, and the file holds them all', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await addTasks(hub)
  await page.goto(`/o/${slug}/tasks`)

  await test.step('the export is asked for', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Export', exact: true }))
    await page.keyboard.press('Enter')
    await arrowTo(page, page.getByRole('menuitem', { name: 'Export in the background' }))
    await page.keyboard.press('Enter')
    await expect(toast(page, 'Export of tasks finished.')).toBeVisible()
  })

  await test.step('it stands on the page of jobs, and its file opens', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('j')
    await expect(page).toHaveURL(`/o/${slug}/jobs`)
    await expect(jobs(page).filter({ hasText: 'Export of tasks' })).toContainText('Done')
    await tabTo(page, page.getByRole('button', { name: 'Open file: Export of tasks' }))
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    const saved = await download
    expect(saved.suggestedFilename()).toMatch(/^tasks-.*\.csv$/)
    const [head = '', ...rows] = (await readFile(await saved.path(), 'utf8')).trim().split(/\r?\n/)
    expect(head).toContain('Title')
    expect(rows).toHaveLength(titles.length)
    for (const title of titles) expect(rows.join('\n')).toContain(title)
  })

  await test.step('its page tells what became of it', async () => {
    await tabTo(page, page.getByRole('link', { name: 'Export of tasks' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('list', { name: 'What became of it' })).toContainText('Done: Try 1')
    await expect(page.getByText('Rows')).toBeVisible()
  })

  await test.step('the log leads to it', async () => {
    await page.goto(`/o/${slug}/audit`)
    await page.getByRole('main').getByRole('link', { name: 'Export of tasks' }).first().click()
    await expect(page.getByRole('heading', { name: /^Export of tasks/ })).toBeVisible()
  })
})

test('many jobs fit a desk and a phone', async ({ page, ownOrganization: { slug, hub } }) => {
  await addTasks(hub)
  await askForThree(hub)
  await page.goto(`/o/${slug}/jobs`)
  await expect(jobs(page).filter({ hasText: 'Done' })).toHaveCount(3)
  await expectFits(page, 'jobs')
  await page.getByRole('link', { name: 'Export of tasks' }).first().click()
  await expect(page.getByText('What became of it')).toBeVisible()
  await expectFits(page, 'a job')
})

/** Enough that it is still being written when it is canceled. */
const LONG = 60_000

test('a job under way is canceled on its page, and stops: no more of it is written, and no file is left', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await addTasks(hub)
  await copyTask(slug, titles[0] ?? '', LONG)
  const { id } = await hub.mutate<{ id: string }>('jobs.startExport', { list: 'tasks', filters: {} })
  await page.goto(`/o/${slug}/jobs/${id}`)
  const read = () =>
    hub.query<{ status: string; done: number; total: number | null; hasFile: boolean }>('jobs.get', { id })
  await expect.poll(async () => (await read()).done).toBeGreaterThan(0)
  await page.getByRole('button', { name: /^Cancel/ }).click()
  await expect.poll(async () => (await read()).status, { timeout: 10_000 }).toBe('canceled')
  const stopped = await read()
  expect(stopped.done).toBeLessThan(LONG)
  expect(stopped.hasFile).toBe(false)
  await expect(page.getByRole('list', { name: 'What became of it' })).toContainText('Canceled')
  await page.waitForTimeout(2_000)
  expect(await read()).toEqual(stopped)
})

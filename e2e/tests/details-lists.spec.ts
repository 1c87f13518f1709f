import type { Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { owner } from '../support/people.ts'
import type { HubClient } from '../support/hub-client.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

interface Task {
  id: string
  title: string
  status: string
  assigneeName: string | null
  dueOn: string | null
}

const titles = ['Count the till', 'Oil the hinges', 'Print the labels', 'Wash the awning'] as const

async function add(hub: HubClient): Promise<void> {
  for (const [index, title] of titles.entries()) {
    await hub.mutate('modules.ops.tasks.create', {
      title,
      dueOn: `2092-03-1${index}`,
      tag: index < 2 ? 'Shop' : null,
    })
  }
}

const tasksOf = async (hub: HubClient): Promise<Task[]> =>
  (await hub.query<{ items: Task[] }>('modules.ops.tasks.list', { sort: 'due' })).items

const row = (page: Page, title: string) => page.getByRole('row', { name: new RegExp(title) })
const box = (page: Page, title: string) => page.getByRole('checkbox', { name: `Select ${title}` })
const bar = (page: Page) => page.getByRole('region', { name: 'Selected tasks' })
const toast = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Messages' }).getByText(words)
const undo = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last()

test('rows are chosen by keyboard and changed together in one request, with Undo (OPS-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await add(hub)
  await page.goto(`/o/${slug}/tasks?view=list`)
  await expect(row(page, titles[0])).toBeVisible()
  await page.keyboard.type('jj')
  await expect(row(page, titles[1])).toBeFocused()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowDown')
  await expect(row(page, titles[3])).toBeFocused()
  await page.keyboard.press('Shift+X')
  await expect(bar(page)).toContainText('3 selected')
  await expect(box(page, titles[0])).not.toBeChecked()
  for (const title of titles.slice(1)) await expect(box(page, title)).toBeChecked()
  await expectAccessible(page, 'the list with rows chosen')

  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('tasks.complete')) sent.push(request.url())
  })
  await page.keyboard.press('b')
  await expect(bar(page).getByRole('button', { name: 'Complete' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(toast(page, '3 tasks done.')).toBeVisible()
  await expect(bar(page)).toHaveCount(0)
  expect(sent).toHaveLength(1)
  expect((await tasksOf(hub)).filter(({ status }) => status === 'done')).toHaveLength(3)

  await undo(page).click()
  await expect(toast(page, '3 tasks open again.')).toBeVisible()
  expect((await tasksOf(hub)).map(({ status }) => status)).toEqual(['todo', 'todo', 'todo', 'todo'])
})

test('a pointer with Shift chooses a range; assign, due and remove act on all and are taken back', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await add(hub)
  await page.goto(`/o/${slug}/tasks?view=list`)
  await row(page, titles[0]).hover()
  await box(page, titles[0]).click()
  await row(page, titles[2]).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('3 selected')
  await expect(page).not.toHaveURL(/task=/)

  await bar(page).getByRole('button', { name: 'Assign' }).click()
  await page.getByRole('menuitemradio', { name: owner.name }).click()
  await expect(toast(page, `3 tasks assigned to ${owner.name}.`)).toBeVisible()
  expect((await tasksOf(hub)).map(({ assigneeName }) => assigneeName)).toEqual([
    owner.name,
    owner.name,
    owner.name,
    null,
  ])
  await undo(page).click()
  await expect.poll(async () => (await tasksOf(hub)).filter(({ assigneeName }) => assigneeName)).toEqual([])

  await page.getByRole('checkbox', { name: 'Select all tasks' }).check()
  await bar(page).getByRole('button', { name: 'Due' }).click()
  await page.getByRole('menuitem', { name: 'Another day' }).click()
  await page.getByLabel('Day', { exact: true }).fill('2093-01-05')
  await page.getByRole('button', { name: 'Set the day' }).click()
  await expect(toast(page, '4 tasks moved to another day.')).toBeVisible()
  expect((await tasksOf(hub)).map(({ dueOn }) => dueOn)).toEqual(Array(4).fill('2093-01-05'))
  await undo(page).click()
  await expect.poll(async () => (await tasksOf(hub)).map(({ dueOn }) => dueOn)).toContain('2092-03-10')

  await page.getByRole('checkbox', { name: 'Select all tasks' }).check()
  await bar(page).getByRole('button', { name: 'Remove' }).click()
  await expect(toast(page, '4 tasks removed.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
  await undo(page).click()
  await expect(row(page, titles[3])).toBeVisible()
  await expect.poll(async () => (await tasksOf(hub)).length).toBe(4)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a touch chooses rows once selecting has begun, and opens them again afterwards', async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    await add(hub)
    await page.goto(`/o/${slug}/tasks?view=list`)
    await page.getByRole('button', { name: 'Select', exact: true }).tap()
    await row(page, titles[1]).tap()
    await row(page, titles[3]).tap()
    await expect(bar(page)).toContainText('2 selected')
    await expect(box(page, titles[1])).toBeChecked()
    await expect(page).not.toHaveURL(/task=/)
    await expectAccessible(page, 'the list of a phone with rows chosen')
    await bar(page).getByRole('button', { name: 'Complete' }).tap()
    await expect(toast(page, '2 tasks done.')).toBeVisible()
    expect((await tasksOf(hub)).filter(({ status }) => status === 'done').map(({ title }) => title)).toEqual(
      expect.arrayContaining([titles[1], titles[3]]),
    )
    await page.getByRole('button', { name: 'Stop selecting' }).tap()
    await row(page, titles[0]).getByText(titles[0]).tap()
    await expect(page).toHaveURL(/task=/)
  })
})

test('what the hub refuses is named with its reason and stays chosen', async ({
  page,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/412|207/)
  await add(hub)
  await page.goto(`/o/${slug}/tasks?view=list`)
  await expect(row(page, titles[0])).toBeVisible()
  const [first] = await tasksOf(hub)
  // Somebody else changes one of them while it is on screen.
  await hub.mutate('modules.ops.tasks.update', { id: first?.id, notes: 'Twice' })
  await page.getByRole('checkbox', { name: 'Select all tasks' }).check()
  await bar(page).getByRole('button', { name: 'Complete' }).click()
  await expect(toast(page, /^3 tasks done, 1 not\. “Count the till”: /)).toBeVisible()
  await expect(bar(page)).toContainText('1 selected')
  await expect(box(page, titles[0])).toBeChecked()
  const done = (await tasksOf(hub)).filter(({ status }) => status === 'done')
  expect(done.map(({ title }) => title)).toEqual(titles.slice(1))
})

test('a view has a name, and the list keeps its columns and its density', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await add(hub)
  await page.goto(`/o/${slug}/tasks?view=list&tag=Shop`)
  await expect(row(page, titles[0])).toBeVisible()
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view' }).click()
  await page.getByLabel('Name').fill('For the shop')
  await page.getByRole('button', { name: 'Save view' }).click()
  await expect(page.getByRole('button', { name: 'For the shop' })).toBeVisible()

  await page.getByRole('button', { name: 'Display' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Priority' }).click()
  await page.getByRole('menuitemradio', { name: 'Compact' }).click()
  await expect(page.getByRole('columnheader', { name: 'Priority' })).toHaveCount(0)
  const height = async () => (await row(page, titles[0]).boundingBox())?.height ?? 0
  expect(await height()).toBeLessThan(40)

  await page.goto(`/o/${slug}/tasks`)
  await expect(page.getByRole('button', { name: /^Print the labels/ })).toBeVisible()
  await page.getByRole('button', { name: 'Saved views' }).click()
  await page.getByRole('menuitemradio', { name: 'For the shop' }).click()
  await expect(page).toHaveURL(/view=list/)
  await expect(page).toHaveURL(/tag=Shop/)
  await expect(row(page, titles[2])).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Priority' })).toHaveCount(0)
  expect(await height()).toBeLessThan(40)

  await page.getByRole('button', { name: 'For the shop' }).click()
  await page.getByRole('menuitem', { name: 'Remove “For the shop”' }).click()
  await expect(page.getByRole('button', { name: 'Saved views' })).toBeVisible()
  await undo(page).click()
  await expect(page.getByRole('button', { name: 'For the shop' })).toBeVisible()
})

test('what was being written is there after a reload, and goes when it is sent or discarded', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await add(hub)
  await page.goto(`/o/${slug}/tasks?new=todo`)
  const dialog = page.getByRole('dialog', { name: 'New task' })
  await dialog.getByLabel('What has to be done').fill('Order flour')
  await dialog.getByLabel('Notes').fill('The coarse one')
  await page.reload()
  await expect(dialog.getByText('Restored your draft.')).toBeVisible()
  await expect(dialog.getByLabel('What has to be done')).toHaveValue('Order flour')
  await expect(dialog.getByLabel('Notes')).toHaveValue('The coarse one')
  await dialog.getByRole('button', { name: 'Create task' }).click()
  await expect(toast(page, 'Created: Order flour')).toBeVisible()
  await page.keyboard.press('n')
  await expect(dialog.getByLabel('What has to be done')).toHaveValue('')
  await expect(dialog.getByText('Restored your draft.')).toHaveCount(0)
  await page.keyboard.press('Escape')

  const [first] = await tasksOf(hub)
  await page.goto(`/o/${slug}/tasks?task=${first?.id}`)
  const comment = page.getByLabel('Your comment')
  await comment.fill('The drawer sticks')
  await page.reload()
  await expect(comment).toHaveValue('The drawer sticks')
  await page.getByRole('button', { name: 'Discard it' }).click()
  await expect(comment).toHaveValue('')
  await page.reload()
  await expect(comment).toHaveValue('')
})

test('what is done without a connection waits in sight and is sent once (CON-6)', async ({
  page,
  context,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket/)
  await add(hub)
  await page.goto(`/o/${slug}/tasks?view=list`)
  await expect(row(page, titles[0])).toBeVisible()
  // The parts that come when they are needed have come before the connection goes.
  await row(page, titles[0]).click()
  await expect(page.getByLabel('Your comment')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await expect(page.getByRole('dialog', { name: 'New task' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await context.setOffline(true)
  await expect(page.getByText('You are offline.')).toBeVisible()
  await page.getByRole('checkbox', { name: `Complete ${titles[1]}` }).click()
  await page.keyboard.press('n')
  await page.getByLabel('What has to be done').fill('Mend the sign')
  await page.getByRole('button', { name: 'Create task' }).click()
  await row(page, titles[0]).click()
  await page.getByLabel('Your comment').fill('Twice a day')
  await page.getByRole('button', { name: 'Comment', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Comments that wait' })).toContainText('Twice a day')
  const strip = page.getByText('3 changes wait to be sent')
  await expect(strip).toContainText('create “Mend the sign”')
  expect(await tasksOf(hub)).toHaveLength(4)

  await context.setOffline(false)
  await expect(strip).toHaveCount(0)
  await expect(page.getByRole('list', { name: 'Comments that wait' })).toHaveCount(0)
  await expect(page.getByRole('dialog').getByText('Twice a day')).toBeVisible()
  const tasks = await tasksOf(hub)
  expect(tasks.filter(({ title }) => title === 'Mend the sign')).toHaveLength(1)
  expect(tasks.find(({ title }) => title === titles[1])?.status).toBe('done')
})

test('an answer that is lost on its way does not make the act happen twice (CON-6)', async ({
  page,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/ERR_FAILED|Failed to fetch/)
  await page.goto(`/o/${slug}/tasks`)
  let isLost = false
  await page.route(/tasks\.create/, async (route) => {
    if (isLost) return route.continue()
    isLost = true
    // The hub does it, and nobody hears of it.
    await route.fetch()
    return route.abort()
  })
  await page.getByRole('button', { name: 'Create the first task' }).click()
  await page.getByLabel('What has to be done').fill('Mend the sign')
  await page.getByRole('button', { name: 'Create task' }).click()
  await expect(page.getByRole('button', { name: /^Mend the sign/ })).toBeVisible()
  await expect(page.getByText('to be sent')).toHaveCount(0)
  expect((await tasksOf(hub)).map(({ title }) => title)).toEqual(['Mend the sign'])
})

test('signing out asks first when something was not sent yet, and leaves nothing behind', async ({
  openAs,
  problems,
  ownOrganization: { slug },
}) => {
  problems.expect(/ERR_FAILED|Failed to fetch/)
  const page = await openAs(null)
  await page.goto(`/sign-in?next=${encodeURIComponent(`/o/${slug}/tasks`)}`)
  await page.getByLabel('Email').fill(owner.email)
  await page.getByLabel('Password', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('button', { name: 'Create the first task' }).click()
  await page.getByLabel('Notes').fill('Half a thought')
  await page.keyboard.press('Escape')
  await page.route(/tasks\.create/, (route) => route.abort())
  await page.keyboard.press('n')
  await page.getByLabel('What has to be done').fill('Mend the sign')
  await page.getByRole('button', { name: 'Create task' }).click()
  await expect(page.getByText('One change waits to be sent')).toBeVisible()

  const leave = async () => {
    await page.getByRole('button', { name: 'You', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
  }
  await leave()
  await expect(toast(page, 'One change is not sent yet and would be lost.')).toBeVisible()
  await expect(page).toHaveURL(/\/tasks/)
  await page.getByRole('button', { name: 'Sign out all the same' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  const left = await page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) => /outbox|draft/.test(key)),
  )
  expect(left).toEqual([])
})

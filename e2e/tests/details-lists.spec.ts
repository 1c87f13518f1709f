import type { Page } from '@playwright/test'
import { withoutLive } from '../support/apart.ts'
import { expectAccessible } from '../support/axe.ts'
import { owner } from '../support/people.ts'
import { addTasks, box, row, tasksOf, titles, toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: owner.session })

const bar = (page: Page) => page.getByRole('region', { name: 'Selected tasks' })
const undo = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last()

test('rows are chosen by keyboard and changed together in one request, with Undo (OPS-1)', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await addTasks(hub)
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
  await addTasks(hub)
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

  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await bar(page).getByRole('button', { name: 'Due' }).click()
  await page.getByRole('menuitem', { name: 'Another day' }).click()
  await page.getByLabel('Day', { exact: true }).fill('2093-01-05')
  await page.getByRole('button', { name: 'Set the day' }).click()
  await expect(toast(page, '4 tasks moved to another day.')).toBeVisible()
  expect((await tasksOf(hub)).map(({ dueOn }) => dueOn)).toEqual(Array(4).fill('2093-01-05'))
  await undo(page).click()
  await expect.poll(async () => (await tasksOf(hub)).map(({ dueOn }) => dueOn)).toContain('2092-03-10')

  await page.getByRole('checkbox', { name: 'Select all' }).check()
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
    await addTasks(hub)
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
  await addTasks(hub)
  // Else the page knows of the change before anything is chosen.
  await withoutLive(page)
  await page.goto(`/o/${slug}/tasks?view=list`)
  await expect(row(page, titles[0])).toBeVisible()
  const [first] = await tasksOf(hub)
  // Somebody else moves one of them while it is on screen; a change of other fields would not be in the way.
  await hub.mutate('modules.ops.tasks.update', { id: first?.id, status: 'doing' })
  await page.getByRole('checkbox', { name: 'Select all' }).check()
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
  await addTasks(hub)
  await page.goto(`/o/${slug}/tasks?view=list&tag=Shop`)
  await expect(row(page, titles[0])).toBeVisible()
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save as a view' }).click()
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
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitemradio', { name: 'For the shop' }).click()
  await expect(page).toHaveURL(/view=list/)
  await expect(page).toHaveURL(/tag=Shop/)
  await expect(row(page, titles[2])).toHaveCount(0)
  await expect(page.getByRole('columnheader', { name: 'Priority' })).toHaveCount(0)
  expect(await height()).toBeLessThan(40)

  await page.getByRole('button', { name: 'For the shop' }).click()
  await page.getByRole('menuitem', { name: 'Remove “For the shop”' }).click()
  // It is still shown what the view was: only its name is gone.
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible()
  await undo(page).click()
  await expect(page.getByRole('button', { name: 'For the shop' })).toBeVisible()
})

import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../support/axe.ts'
import { sidebarLink } from '../support/sidebar.ts'
import { partner } from '../support/people.ts'
import { addManyTasks, toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: partner, storageState: partner.session })

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const card = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) })
const mark = (page: Page) => page.locator('[data-drop-mark]')
const titlesIn = async (page: Page, name: string) =>
  (await column(page, name).locator('[data-row]').allInnerTexts()).map((text) => text.split('\n')[0])
const undo = (page: Page) =>
  page.getByRole('region', { name: 'Messages' }).getByRole('button', { name: 'Undo' }).last()

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not to be seen.')
  return box
}

/** Takes a card by the pointer and holds it over the upper or lower half of another one. */
async function hold(
  page: Page,
  what: Locator,
  over: { card: Locator; half: 'upper' | 'lower' },
): Promise<void> {
  const from = await boxOf(what)
  const to = await boxOf(over.card)
  await page.mouse.move(from.x + 40, from.y + 12)
  await page.mouse.down()
  await page.mouse.move(to.x + 40, to.y + to.height * (over.half === 'upper' ? 0.2 : 0.8), { steps: 8 })
}

const threeAndThree = [
  { title: 'Alder', status: 'todo' },
  { title: 'Beech', status: 'todo' },
  { title: 'Cedar', status: 'todo' },
  { title: 'Elder', status: 'doing' },
  { title: 'Fir', status: 'doing' },
  { title: 'Gorse', status: 'doing' },
] as const

test('a card lands where the mark is, stays there, and Undo takes it back', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  for (const task of threeAndThree.toReversed()) await hub.mutate('modules.ops.tasks.create', task)
  await page.goto(`/o/${slug}/tasks`)
  await expect(card(page, 'Alder')).toBeVisible()
  expect(await titlesIn(page, 'To do')).toEqual(['Alder', 'Beech', 'Cedar'])

  await hold(page, card(page, 'Alder'), { card: card(page, 'Cedar'), half: 'upper' })
  const line = await boxOf(mark(page))
  await page.mouse.up()
  await expect.poll(() => titlesIn(page, 'To do')).toEqual(['Beech', 'Alder', 'Cedar'])
  const landed = await boxOf(card(page, 'Alder'))
  expect(Math.abs(landed.y + landed.height + 4 - line.y)).toBeLessThan(12)
  await expect(page).not.toHaveURL(/task=/)

  await hold(page, card(page, 'Beech'), { card: card(page, 'Fir'), half: 'lower' })
  await page.mouse.up()
  await expect.poll(() => titlesIn(page, 'Doing')).toEqual(['Elder', 'Fir', 'Beech', 'Gorse'])
  await expect(toast(page, 'Moved to Doing: Beech')).toBeVisible()
  await page.reload()
  await expect(card(page, 'Beech')).toBeVisible()
  expect(await titlesIn(page, 'Doing')).toEqual(['Elder', 'Fir', 'Beech', 'Gorse'])

  await hold(page, card(page, 'Gorse'), { card: card(page, 'Alder'), half: 'lower' })
  await page.mouse.up()
  await expect.poll(() => titlesIn(page, 'To do')).toEqual(['Alder', 'Gorse', 'Cedar'])
  await undo(page).click()
  await expect.poll(() => titlesIn(page, 'Doing')).toEqual(['Elder', 'Fir', 'Beech', 'Gorse'])
  await expect
    .poll(async () => {
      const { items } = await hub.query<{ items: { title: string }[] }>('modules.ops.tasks.list', {
        status: 'doing',
        sort: 'board',
      })
      return items.map(({ title }) => title)
    })
    .toEqual(['Elder', 'Fir', 'Beech', 'Gorse'])
})

test('Escape puts a dragged card back, and nothing is sent', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  for (const task of threeAndThree) await hub.mutate('modules.ops.tasks.create', task)
  await page.goto(`/o/${slug}/tasks`)
  await expect(card(page, 'Alder')).toBeVisible()
  const before = await titlesIn(page, 'To do')
  const sent: string[] = []
  page.on('request', (request) => request.url().includes('tasks.move') && sent.push(request.url()))
  await hold(page, card(page, 'Cedar'), { card: card(page, 'Alder'), half: 'lower' })
  await expect(mark(page)).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(mark(page)).toHaveCount(0)
  expect(await titlesIn(page, 'To do')).toEqual(before)
  expect(sent).toEqual([])
})

test('keys carry a card up and down its column', async ({ page, ownOrganization: { slug, hub } }) => {
  for (const task of threeAndThree.toReversed()) await hub.mutate('modules.ops.tasks.create', task)
  await page.goto(`/o/${slug}/tasks`)
  await card(page, 'Alder').focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('Over To do. Place 3 of 3.')).toBeAttached()
  await expectAccessible(page, 'the board with a card in the hand')
  await page.keyboard.press('Space')
  await expect.poll(() => titlesIn(page, 'To do')).toEqual(['Beech', 'Cedar', 'Alder'])
  await expect(card(page, 'Alder')).toBeFocused()
})

test('heads stay and columns scroll by themselves with hundreds of cards', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await addManyTasks(hub, 220)
  await page.goto(`/o/${slug}/tasks`)
  await expect(card(page, 'Task 220')).toBeVisible()
  const height = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
  expect(await height()).toBeLessThanOrEqual(0)
  const list = column(page, 'To do').locator('[data-cards]')
  await expect(async () => {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await expect(card(page, 'Task 1\\b')).toBeVisible({ timeout: 500 })
  }).toPass()
  await expect(column(page, 'To do').getByRole('heading')).toBeInViewport({ ratio: 1 })
  await expect(column(page, 'To do').getByRole('heading')).toContainText('220')
  expect(await column(page, 'To do').locator('[data-row]').count()).toBeLessThan(60)
  expect(await height()).toBeLessThanOrEqual(0)
  await expectAccessible(page, 'a board of many cards')

  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New task' })
  await dialog.getByLabel('What has to be done').fill('Sweep the yard')
  await dialog.getByRole('button', { name: 'Create task' }).click()
  await expect(card(page, 'Sweep the yard')).toBeInViewport({ ratio: 1 })
})

test.describe('by finger', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a card that is rested on is lifted and moved, one that is swiped scrolls', async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    for (const task of threeAndThree.toReversed()) await hub.mutate('modules.ops.tasks.create', task)
    await page.goto(`/o/${slug}/tasks`)
    await expect(card(page, 'Alder')).toBeVisible()
    const client = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    const from = await boxOf(card(page, 'Alder'))
    const to = await boxOf(card(page, 'Cedar'))
    const [x, y] = [from.x + 60, from.y + 14]
    await touch('touchStart', x, y)
    await touch('touchMove', x - 2, y + 60)
    await touch('touchEnd', x, y)
    await expect(mark(page)).toHaveCount(0)
    expect(await titlesIn(page, 'To do')).toEqual(['Alder', 'Beech', 'Cedar'])

    await touch('touchStart', x, y)
    await expect(page.locator('.drag-ghost')).toBeVisible()
    await touch('touchMove', x, to.y + 10)
    await touch('touchMove', x, to.y + to.height - 8)
    await expect(mark(page)).toHaveCount(1)
    await touch('touchEnd', x, y)
    await expect.poll(() => titlesIn(page, 'To do')).toEqual(['Beech', 'Cedar', 'Alder'])
  })
})

test('Back and a fresh load find each column scrolled to where it was', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  await addManyTasks(hub, 60)
  await page.goto(`/o/${slug}/tasks`)
  await expect(card(page, 'Task 60')).toBeVisible()
  const cards = column(page, 'To do').locator('[data-cards]')
  await cards.evaluate((list) => list.scrollTo({ top: 1_200 }))
  const seen = column(page, 'To do').locator('[data-row]').filter({ visible: true })
  await expect.poll(async () => (await seen.allInnerTexts()).join()).not.toContain('Task 60')
  const isThere = () => cards.evaluate((list) => Math.abs(list.scrollTop - 1_200) < 20)
  await (await sidebarLink(page, 'Credits')).click()
  await expect(page.getByRole('heading', { name: 'Credits', exact: true }).first()).toBeVisible()
  await page.goBack()
  await expect.poll(isThere).toBe(true)
  // Now the cards come after the router has put back what it could.
  await page.reload()
  await expect(column(page, 'To do').locator('[data-row]').first()).toBeVisible()
  await expect.poll(isThere).toBe(true)
})

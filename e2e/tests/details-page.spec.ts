import { expectNoSidewaysScroll } from '../support/axe.ts'
import { answerLastFirst } from '../support/late-answers.ts'
import { signedInPages } from '../support/pages.ts'
import { keeper, owner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { expectStill, watchShifts } from '../support/shifts.ts'
import { expect, test } from '../support/test.ts'

test.describe('pages at rest', () => {
  test.use({ storageState: keeper.session })

  for (const one of signedInPages.filter(({ isState }) => isState !== true)) {
    test(`${one.name} does not move when its answers come late and the last one first (WEB-3)`, async ({
      page,
    }) => {
      await page.addInitScript(watchShifts)
      await answerLastFirst(page)
      await one.open(page)
      await one.ready(page)
      await settled(page)
      await expectStill(page)
    })
  }

  test('at 200 % zoom nothing is cut off and everything is in reach (WCAG 1.4.10)', async ({ browser }) => {
    const context = await browser.newContext({
      storageState: keeper.session,
      viewport: { width: 640, height: 400 },
      deviceScaleFactor: 2,
    })
    const page = await context.newPage()
    for (const one of signedInPages.filter(({ isState }) => isState !== true)) {
      await one.open(page)
      await one.ready(page)
      await settled(page)
      await expectNoSidewaysScroll(page, `${one.name} at 200 %`)
    }
    await context.close()
  })

  test('with reduced motion nothing moves by itself (WCAG 2.3.3)', async ({ page }) => {
    await page.goto(`/o/${keeper.slug}/tasks`)
    await expect(page.getByRole('heading', { name: 'Tasks', exact: true })).toBeVisible()
    await settled(page)
    await page.keyboard.press('n')
    await expect(page.getByRole('dialog')).toBeVisible()
    const moving = await page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 1)
        .map(({ id, effect }) => `${id} ${String(effect?.getComputedTiming().duration)}`),
    )
    expect(moving).toEqual([])
  })

  test('a time says its full form in the zone of the person, by pointer and by keyboard', async ({
    page,
  }) => {
    await page.goto(`/o/${keeper.slug}/approvals`)
    const time = page.getByRole('table', { name: 'Approvals' }).locator('time').first()
    const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/Dublin' })
    const day = full.format(new Date((await time.getAttribute('datetime')) ?? '')).replace(',', '')
    await time.hover()
    await expect(page.getByRole('tooltip')).toContainText(day)
    await page.mouse.move(0, 0)
    await expect(page.getByRole('tooltip')).toHaveCount(0)
    await page.getByRole('table', { name: 'Approvals' }).getByRole('link').first().focus()
    await page.keyboard.press('Tab')
    await expect(time).toBeFocused()
    await expect(page.getByRole('tooltip')).toContainText(day)
    await expect(time).toHaveAccessibleDescription(new RegExp(day))
  })
})

test.describe('on a laptop and a tablet', () => {
  test.use({ storageState: owner.session })

  for (const [path, name] of [
    ['credits', 'Credit history'],
    ['team', 'Members'],
  ] as const)
    test(`the table on ${path} shows every column without being moved sideways`, async ({ page }) => {
      await page.goto(`/o/${owner.slug}/${path}`)
      const table = page.getByRole('grid', { name }).locator('..')
      for (const width of [1440, 1280, 1100, 768]) {
        await page.setViewportSize({ width, height: 900 })
        await settled(page)
        const hidden = await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
        expect(hidden, `at ${width} px`).toBe(0)
      }
    })
})

test.describe('on a phone held sideways', () => {
  test.use({ storageState: owner.session, viewport: { width: 740, height: 340 } })

  test('a dialog higher than the screen begins at its title and is moved to its end', async ({ page }) => {
    await page.goto(`/o/${owner.slug}/tasks?new=todo`)
    const dialog = page.getByRole('dialog', { name: 'New task' })
    await expect(dialog.getByRole('heading', { name: 'New task' })).toBeInViewport({ ratio: 1 })
    await expect(dialog.getByLabel('What has to be done')).toBeInViewport({ ratio: 1 })
    const create = dialog.getByRole('button', { name: 'Create task' })
    await create.scrollIntoViewIfNeeded()
    await expect(create).toBeInViewport({ ratio: 1 })
  })
})

test.describe('what goes on', () => {
  test.use({ storageState: owner.session })

  test('an answer goes on after its page was left, and the tab says what waits (AI-3)', async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    // The hub has the message at once, but the page hears of it only after the person has left.
    const left = page.waitForURL(`**/o/${slug}/tasks`)
    await page.route(/assistant\.send/, async (route) => {
      const response = await route.fetch()
      await left
      await route.fulfill({ response })
    })
    await page.goto(`/o/${slug}/assistant`)
    const box = page.getByRole('textbox', { name: 'Message' })
    await box.fill('Create a task: polish the copper pans')
    await box.press('Enter')
    // Not waiting for anything: the person is off to another page.
    await page
      .getByRole('navigation', { name: 'Main', exact: true })
      .getByRole('link', { name: 'Tasks' })
      .click()
    await expect(page).toHaveURL(`/o/${slug}/tasks`)
    const message = page.getByRole('region', { name: 'Messages' }).getByText('The assistant has answered.')
    await expect(message).toBeVisible()
    await expect(page).toHaveURL(`/o/${slug}/tasks`)
    await expect(page).toHaveTitle(/^\(2\) Tasks/)
    const main = page.getByRole('navigation', { name: 'Main', exact: true })
    await expect(main.getByRole('link', { name: /Approvals/ })).toHaveText(/1$/)
    await expect(main.getByRole('link', { name: /Assistant/ })).toHaveText(/1$/)

    await page.getByRole('button', { name: 'Read it' }).click()
    await expect(page.getByRole('group', { name: 'Create a task?' })).toBeVisible()
    await expect(page).toHaveTitle(/^\(1\) /)
    const { items } = await hub.query<{ items: { id: string }[] }>('approvals.list', { status: 'pending' })
    await page
      .getByRole('group', { name: 'Create a task?' })
      .getByRole('button', { name: 'Don’t create' })
      .click()
    await expect(page).toHaveTitle(/^[^(]/)
    expect(items).toHaveLength(1)
  })

  test('Back puts the scrolling and the focus where they were', async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    for (let number = 1; number <= 40; number += 1) {
      await hub.mutate('modules.ops.tasks.create', { title: `Polish pan ${number}` })
    }
    await page.goto(`/o/${slug}/tasks?view=list`)
    const row = page.getByRole('row', { name: /Polish pan 5\b/ })
    const top = async () => (await row.boundingBox())?.y ?? Number.NaN
    await page.getByRole('row', { name: /Polish pan 40\b/ }).focus()
    await page.keyboard.press('End')
    for (let step = 0; step < 40 && !(await row.isVisible()); step += 1) await page.keyboard.press('j')
    await row.focus()
    const before = await top()
    await page.keyboard.type('gc')
    await expect(page.getByRole('heading', { name: 'Credits' })).toBeVisible()
    await page.goBack()
    await expect(row).toBeFocused()
    expect(Math.abs((await top()) - before)).toBeLessThan(5)
  })

  test('a phone that loads a page again is where it was', async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    for (let number = 1; number <= 12; number += 1) {
      await hub.mutate('modules.ops.tasks.create', { title: `Polish pan ${number}` })
    }
    await page.setViewportSize({ width: 360, height: 640 })
    await page.goto(`/o/${slug}`)
    await expect(page.getByRole('heading', { name: 'Recent activity' })).toBeVisible()
    await settled(page)
    await page.evaluate(() => window.scrollTo(0, 500))
    await page.waitForFunction(() => window.scrollY === 500)
    await settled(page)
    await page.reload()
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(400)
  })
})

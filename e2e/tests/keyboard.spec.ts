import type { Locator, Page } from '@playwright/test'
import { arrowTo, tabTo, walk } from '../support/keyboard.ts'
import { owner } from '../support/people.ts'
import { expect, test } from '../support/test.ts'

test.describe('by keys alone', () => {
  test.use({ storageState: owner.session })

  test('the skip link leads past the frame', async ({ page, ownOrganization: { slug } }) => {
    await page.goto(`/o/${slug}/tasks`)
    await expect(page.getByRole('heading', { name: 'No tasks yet' })).toBeVisible()
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to content' })
    await expect(skip).toBeFocused()
    await expect(skip).toBeInViewport()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('content')
  })

  test('Tab stays in the search of the palette, where the arrows lead on', async ({
    page,
    ownOrganization: { slug },
  }) => {
    await page.goto(`/o/${slug}`)
    await expect(page.getByRole('heading', { name: 'Today’s briefing' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+k')
    const search = page.getByPlaceholder('Search or jump to')
    await expect(search).toBeFocused()
    await page.keyboard.press('Tab')
    await expect(search).toBeFocused()
    await page.keyboard.press('Shift+Tab')
    await expect(search).toBeFocused()
  })

  test('a task is created, and opened and left again', async ({ page, ownOrganization: { slug } }) => {
    await page.goto(`/o/${slug}/tasks`)
    const dialog = page.getByRole('dialog', { name: 'New task' })
    await openAndLeave(page, page.getByRole('button', { name: 'New task' }).first(), dialog)
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel('What has to be done')).toBeFocused()
    await page.keyboard.type('Sharpen the bread knives')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    const card = page.getByRole('button', { name: /^Sharpen the bread knives/ })
    await openAndLeave(page, card, page.getByRole('dialog').filter({ has: page.getByLabel('Title') }))
  })

  test('the assistant is asked, and its request approved', async ({ page, hub }) => {
    await page.goto(`/o/${owner.slug}/assistant`)
    await tabTo(page, page.getByRole('textbox', { name: 'Message' }))
    await page.keyboard.type('Create a task: oil the hinges')
    await page.keyboard.press('Enter')
    const card = page.getByRole('group', { name: 'Create a task?' })
    await tabTo(page, card.getByRole('button', { name: 'Create', exact: true }))
    await page.keyboard.press('Enter')
    await expect(page.getByText(/said yes/)).toBeVisible()
    const { items } = await hub.query<{ items: { title: string }[] }>('modules.ops.tasks.list', {
      search: 'hinges',
    })
    expect(items).toHaveLength(1)
  })

  test('somebody is invited', async ({ page, ownOrganization: { slug } }) => {
    await page.goto(`/o/${slug}/team`)
    const dialog = page.getByRole('dialog', { name: /Invite somebody/ })
    await openAndLeave(page, page.getByRole('button', { name: 'Invite', exact: true }), dialog)
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel('Email')).toBeFocused()
    await page.keyboard.type('ilse@north-quay.example')
    await page.keyboard.press('Enter')
    await expect(dialog).toHaveCount(0)
    await expect(page.getByRole('main').getByText('ilse@north-quay.example')).toBeVisible()
  })

  test('a key is made', async ({ page, ownOrganization: { slug } }) => {
    await page.goto(`/o/${slug}/connect`)
    const dialog = page.getByRole('dialog', { name: 'New key' })
    await openAndLeave(page, page.getByRole('button', { name: 'New key' }).first(), dialog)
    await page.keyboard.press('Enter')
    await expect(dialog.getByLabel('Name')).toBeFocused()
    await page.keyboard.type('Label printer')
    await tabTo(page, dialog.getByRole('radio', { name: /^Read and write/ }))
    await page.keyboard.press('ArrowUp')
    await expect(dialog.getByRole('radio', { name: /^Read only/ })).toBeChecked()
    await page.keyboard.press('Enter')
    const shown = page.getByRole('dialog', { name: 'Copy your key now' })
    await tabTo(page, shown.getByRole('button', { name: 'I have copied it' }))
    await page.keyboard.press('Enter')
    await expect(
      page.getByRole('table', { name: 'Keys' }).getByRole('row', { name: /Label printer/ }),
    ).toBeVisible()
  })

  test('the credit history is exported', async ({ page }) => {
    await page.goto(`/o/${owner.slug}/credits`)
    await tabTo(page, page.getByRole('button', { name: /Export/ }))
    await page.keyboard.press('Enter')
    await arrowTo(page, page.getByRole('menuitem', { name: 'Export CSV' }))
    const download = page.waitForEvent('download')
    await page.keyboard.press('Enter')
    expect((await download).suggestedFilename()).toMatch(/\.csv$/)
  })
})

test.describe('the walk itself', () => {
  const flawed = [
    [
      'reaches what cannot be reached',
      'what Tab reaches',
      '<a href="#a">One</a><a href="#b" onfocus="blur()">Two</a>',
    ],
    ['sees its way', 'without a visible focus', '<a href="#a" style="outline: none">One</a>'],
    [
      'follows the order of the eye',
      'seen in another order',
      '<div style="display: flex; flex-direction: row-reverse"><a href="#a">One</a><a href="#b">Two</a></div>',
    ],
    [
      'sees through nothing',
      'hidden under something',
      '<a href="#a">One</a><p style="position: fixed; inset: 0; margin: 0; background: white">Over it</p>',
    ],
  ] as const
  for (const [claim, complaint, html] of flawed) {
    test(`complains of a page on which nobody ${claim}`, async ({ page }) => {
      await page.setContent(`<style>:focus-visible { outline: 2px solid blue }</style>${html}`)
      await expect(walk(page, 'a flawed page')).rejects.toThrow(complaint)
    })
  }
})

/** Opens by Enter, closes by Esc, and is back where it was. */
async function openAndLeave(page: Page, opener: Locator, dialog: Locator): Promise<void> {
  await tabTo(page, opener)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(opener).toBeFocused()
}

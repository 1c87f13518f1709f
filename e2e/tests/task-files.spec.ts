import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { tabTo, walk } from '../support/keyboard.ts'
import { partner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ founder: partner, storageState: partner.session })

const offer = {
  name: 'Offer for the new kiln, with delivery and 24 months of service.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj\n<< >>\nendobj\n%%EOF\n'),
}
const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Ask for Tuesday.\n') }
const disguised = { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from('MZ, and no picture') }

const drawerOf = (page: Page) => page.getByRole('dialog').filter({ has: page.getByLabel('Title') })
const chooser = (drawer: Locator) => drawer.getByLabel('Drop files here, or choose them')
const files = (drawer: Locator) => drawer.getByRole('list', { name: 'Files', exact: true })
const onTheirWay = (drawer: Locator) => drawer.getByRole('list', { name: 'Files on their way' })

async function openTask(page: Page, { slug, id }: { slug: string; id: string }): Promise<Locator> {
  await page.goto(`/o/${slug}/tasks?task=${id}`)
  const drawer = drawerOf(page)
  await expect(files(drawer)).toContainText('No files yet.')
  return drawer
}

/** Saves a file by its link and reads what came. */
async function savedFrom(page: Page, link: Locator): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent('download')
  await link.press('Enter')
  const saved = await download
  return { name: saved.suggestedFilename(), bytes: await readFile(await saved.path()) }
}

test('a file is attached to a task, saved with the same bytes, and removed', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Order a kiln' })
  const drawer = await openTask(page, { slug, id })
  const choosing = page.waitForEvent('filechooser')
  await chooser(drawer).click()
  await (await choosing).setFiles([offer, notes])
  const link = files(drawer).getByRole('link', { name: offer.name })
  await expect(link).toBeVisible()
  await expect(files(drawer).getByRole('link')).toHaveCount(2)
  await expect(onTheirWay(drawer).getByRole('listitem')).toHaveCount(0)
  expect(await savedFrom(page, link)).toEqual({ name: offer.name, bytes: offer.buffer })

  await drawer.getByRole('button', { name: `Remove ${offer.name}` }).click()
  const question = page.getByRole('dialog', { name: `Remove “${offer.name}”?` })
  await question.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(toast(page, 'The file is removed.')).toBeVisible()
  await expect(files(drawer).getByRole('link')).toHaveText(['notes.txt'])
  await page.reload()
  await expect(files(drawer).getByRole('link')).toHaveText(['notes.txt'])
})

test('a file found in the palette leads to its task', async ({ page, ownOrganization: { slug, hub } }) => {
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Order a kiln' })
  const drawer = await openTask(page, { slug, id })
  await chooser(drawer).setInputFiles(notes)
  await expect(files(drawer).getByRole('link')).toHaveText(['notes.txt'])
  await page.goto(`/o/${slug}/settings`)
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('Search or jump to').fill('notes.t')
  await page.getByRole('option', { name: /^notes\.txt/ }).click()
  await expect(drawer.getByLabel('Title')).toHaveValue('Order a kiln')
  await expect(page).toHaveURL(new RegExp(`task=${id}`))
})

test('a file that is not what its name says is refused in plain words', async ({
  page,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/415 \(.*\).* at \S+\/files\?/)
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Order a kiln' })
  const drawer = await openTask(page, { slug, id })
  await chooser(drawer).setInputFiles(disguised)
  const reason = 'This file is no PNG picture, or it is damaged.'
  await expect(onTheirWay(drawer)).toContainText(reason)
  await expect(
    drawer.getByRole('status').filter({ hasText: `photo.png was not sent. ${reason}` }),
  ).toBeAttached()
  await expectSoundDrawer(page, 'a refused file')
  await drawer.getByRole('button', { name: 'Take photo.png away' }).click()
  await expect(onTheirWay(drawer).getByRole('listitem')).toHaveCount(0)
  await chooser(drawer).setInputFiles({ ...disguised, name: 'setup.exe' })
  await expect(drawer.getByRole('alert').filter({ hasText: 'setup.exe' })).toBeVisible()
  await expect(files(drawer)).toContainText('No files yet.')
})

test('files of a task are reached and removed by keys, on a phone as well', async ({
  page,
  ownOrganization: { slug, hub },
}) => {
  const { id } = await hub.mutate<{ id: string }>('modules.ops.tasks.create', { title: 'Order a kiln' })
  const drawer = await openTask(page, { slug, id })
  // Asked for before the way there, so that the browser hands the dialog to the test by the time the key is pressed.
  const choosing = page.waitForEvent('filechooser')
  await tabTo(page, chooser(drawer))
  await page.keyboard.press('Enter')
  await (await choosing).setFiles([offer, notes])
  await expect(files(drawer).getByRole('link')).toHaveCount(2)
  await expectSoundDrawer(page, 'two files')
  await walk(page, 'a task with files')

  await tabTo(page, drawer.getByRole('button', { name: 'Remove notes.txt' }))
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: 'Remove “notes.txt”?' })
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await tabTo(page, drawer.getByRole('button', { name: 'Remove notes.txt' }))
  await page.keyboard.press('Enter')
  await tabTo(page, question.getByRole('button', { name: 'Remove', exact: true }))
  await page.keyboard.press('Enter')
  await expect(files(drawer).getByRole('link')).toHaveCount(1)
  await expect(drawer.getByRole('heading', { name: 'Files' })).toBeFocused()
})

/** By day and night, on a desk and a phone: nothing for axe to find, nothing wider than the drawer. */
async function expectSoundDrawer(page: Page, what: string): Promise<void> {
  const { width: deskWidth = 0, height: deskHeight = 0 } = page.viewportSize() ?? {}
  for (const width of [deskWidth, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: deskHeight })
      await page.emulateMedia({ colorScheme })
      await files(drawerOf(page)).scrollIntoViewIfNeeded()
      await settled(page)
      const where = `${what}, ${colorScheme}, ${width} px`
      await expectAccessible(page, where)
      await expectNoSidewaysScroll(page, where)
      const wider = await drawerOf(page).evaluate((drawer) =>
        [drawer, ...drawer.querySelectorAll('*')]
          .filter(
            (part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).overflowX === 'auto',
          )
          .map(({ outerHTML }) => outerHTML.slice(0, 120)),
      )
      expect(wider, `scrolls sideways: ${where}`).toEqual([])
    }
  }
  await page.setViewportSize({ width: deskWidth, height: deskHeight })
  await page.emulateMedia({ colorScheme: null })
}

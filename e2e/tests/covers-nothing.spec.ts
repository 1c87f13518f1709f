import { withoutLive } from '../support/apart.ts'
import { sidebarLink } from '../support/sidebar.ts'
import type { Page } from '@playwright/test'
import { resume } from '../support/hub-client.ts'
import { signedInPages } from '../support/pages.ts'
import { keeper, owner } from '../support/people.ts'
import { settled } from '../support/settled.ts'
import { addTasks, row, tasksOf, titles, toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
]

interface Me {
  user: { id: string }
  organizations: { id: string; slug: string }[]
}

/** Every control of the page in whose middle a bar or a message is seen, once it has been scrolled to. Runs in the page. */
function findCovered(): string[] {
  const nameOf = (element: Element) =>
    `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 50)}"`
  return [...document.querySelectorAll('a[href], button, input, select, textarea, [role="tab"]')].flatMap(
    (control) => {
      // What is only for the ear is a pixel wide.
      if (control.clientWidth <= 4 || !control.checkVisibility({ visibilityProperty: true })) return []
      control.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
      const { left, right, top, bottom } = control.getBoundingClientRect()
      const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
      const cover = seen?.closest('#bars, [role="region"][aria-label="Messages"]')
      return cover && !cover.contains(control) ? [`${nameOf(control)} under ${nameOf(cover)}`] : []
    },
  )
}

async function expectNothingCovered(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settled(page)
    await page.evaluate(() => scrollTo(0, 0))
    expect(await page.evaluate(findCovered), `covered at ${size.width} px`).toEqual([])
  }
}

test.describe('on every page', () => {
  test.use({ storageState: keeper.session })

  for (const { name, open, ready, isState } of signedInPages.filter(
    ({ name }) => name !== 'new-organization',
  )) {
    if (isState === true) continue
    test(`on ${name} neither bars nor messages cover a control`, async ({ page, context, problems }) => {
      problems.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch|WebSocket/)
      const hub = await resume(keeper)
      const { user, organizations } = await hub.query<Me>('auth.me')
      await hub.dispose()
      const outbox = `hub.outbox.${user.id}.${organizations[0]?.id}`
      await open(page)
      await ready(page)
      // What comes when it is needed, or nothing else is to do, has come before the connection goes.
      await page.getByRole('button', { name: 'You', exact: true }).click()
      await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
      await page.keyboard.press('Escape')
      await page.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => name.includes('/toaster-')),
      )
      await context.setOffline(true)
      await expect(page.getByText('You are offline.')).toBeVisible()
      // As another tab does that could not send what was done in it.
      await page.evaluate((key) => {
        const input = { title: 'Mend the sign', idempotencyKey: crypto.randomUUID() }
        localStorage.setItem(
          key,
          JSON.stringify([{ act: 'create', input, title: input.title, at: Date.now() }]),
        )
        dispatchEvent(new StorageEvent('storage', { key }))
      }, outbox)
      await expect(page.getByText('One change waits to be sent')).toBeVisible()
      // By keys: the bars move the page, and on a long one the menu moves away below the pointer.
      await page.getByRole('button', { name: 'You', exact: true }).press('Enter')
      await page.getByRole('menuitem', { name: 'Sign out' }).press('Enter')
      await expect(toast(page, 'One change is not sent yet and would be lost.')).toBeVisible()
      await expectNothingCovered(page)
    })
  }
})

test.describe('messages', () => {
  test.use({ storageState: owner.session })

  test('cover nothing, with a task open beside its list as well', async ({
    page,
    ownOrganization: { slug, hub },
  }) => {
    await addTasks(hub)
    await page.goto(`/o/${slug}/tasks?view=list`)
    await page.getByRole('checkbox', { name: `Complete ${titles[0]}` }).click()
    await row(page, titles[1]).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click()
    await expect(toast(page, `Done: ${titles[1]}`)).toBeVisible()
    // It waits for whoever points at it.
    await toast(page, `Done: ${titles[1]}`).hover()
    await expectNothingCovered(page)
  })

  test('that tell of a failure go when the act has worked, or its page is left', async ({
    page,
    problems,
    ownOrganization: { slug, hub },
  }) => {
    problems.expect(/404 \(/)
    await addTasks(hub)
    const tasks = await tasksOf(hub)
    await withoutLive(page)
    await page.goto(`/o/${slug}/tasks?view=list`)
    /** Others have removed it since it was read. */
    const fail = async (title: string) => {
      await expect(row(page, title)).toBeVisible()
      const id = tasks.find((task) => task.title === title)?.id
      await hub.mutate('modules.ops.tasks.remove', { id })
      await page.getByRole('checkbox', { name: `Complete ${title}` }).click()
      const failed = toast(page, `“${title}” stays where it was.`)
      await expect(failed).toBeVisible()
      return failed
    }
    const first = await fail(titles[0])
    await page.getByRole('checkbox', { name: `Complete ${titles[2]}` }).click()
    await expect(toast(page, `Done: ${titles[2]}`)).toBeVisible()
    await expect(first).toHaveCount(0)

    const second = await fail(titles[1])
    await (await sidebarLink(page, 'Team')).click()
    await expect(second).toHaveCount(0)
  })
})

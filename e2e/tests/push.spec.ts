import { expectAccessible, expectNoSidewaysScroll } from '../support/axe.ts'
import { partner } from '../support/people.ts'
import { toast } from '../support/task-list.ts'
import { expect, test } from '../support/test.ts'

test.use({ storageState: partner.session, founder: partner })

/*
 * No service of a browser is reached from here, so a subscription is made up to the request to it; what the browser's own
 * parts do then is in `push.test.ts` of the web app, and what the hub sends in that of the API.
 */
test('push is off, is turned on by a switch that says what stands in its way, and its worker keeps no pages (NTF-18)', async ({
  page,
  context,
  problems,
  ownOrganization: { slug, hub },
}) => {
  problems.expect(/Push API in incognito|push service|Registration failed/i)
  await context.grantPermissions(['notifications'])
  await page.goto(`/o/${slug}/settings?tab=notifications`)
  const own = page.getByRole('switch', { name: 'Push on this browser' })
  await expect(own).not.toBeChecked()
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    await expectNoSidewaysScroll(page, 'notification settings')
    await expectAccessible(page, 'notification settings')
    await page.screenshot({ path: test.info().outputPath(`push-${width}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })

  await test.step('it is turned on as far as there is a service', async () => {
    await own.focus()
    await page.keyboard.press('Space')
    await expect(toast(page, 'This browser cannot be reached')).toBeVisible({ timeout: 20_000 })
    await expect(own).not.toBeChecked()
    expect(await hub.query('notifications.push.list')).toMatchObject({ items: [] })
  })

  await test.step('its worker is there, and no page comes out of it', async () => {
    const worker = await page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready
      return { path: active && new URL(active.scriptURL).pathname, caches: await caches.keys() }
    })
    expect(worker).toEqual({ path: '/push.js', caches: [] })
    const loaded = await page.reload()
    expect(loaded?.fromServiceWorker()).toBe(false)
  })

  await test.step('it shows what is pushed, the newest of those that are alike', async () => {
    const devtools = await context.newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
        if (first) resolve(first.registrationId)
      })
    })
    await devtools.send('ServiceWorker.enable')
    const registrationId = await registered
    const { origin } = new URL(page.url())
    const push = async (title: string) => {
      const message = { title, body: 'Late payers', url: '/o/mill-road-pottery/inbox', tag: 'decision' }
      await devtools.send('ServiceWorker.deliverPushMessage', {
        origin,
        registrationId,
        data: JSON.stringify(message),
      })
    }
    const shown = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready
        return (await registration.getNotifications()).map(({ title, body, tag, data }) => ({
          title,
          body,
          tag,
          data,
        }))
      })
    // The browser may lose what is handed to it while the page that was just loaded takes over the worker.
    await expect(async () => {
      await push('Send the letter?')
      await push('Send the second letter?')
      await expect.poll(shown, { timeout: 2_000 }).toEqual([
        {
          title: 'Send the second letter?',
          body: 'Late payers',
          tag: 'decision',
          data: { url: '/o/mill-road-pottery/inbox' },
        },
      ])
    }).toPass({ timeout: 20_000 })
  })

  await test.step('a kind is chosen by itself', async () => {
    const kind = page.getByRole('switch', { name: 'Push: Somebody comments on a task you made or hold' })
    await expect(kind).not.toBeChecked()
    await kind.focus()
    await page.keyboard.press('Space')
    await expect(kind).toBeChecked()
    await expect
      .poll(async () => {
        const { kinds } = await hub.query<{ kinds: { kind: string; push: boolean }[] }>(
          'notifications.preferences.get',
        )
        return kinds.find((one) => one.kind === 'ops.task.commented')?.push
      })
      .toBe(true)
  })

  await test.step('another browser is listed, and turned off from here', async () => {
    const { publicKey } = await hub.query<{ publicKey: string }>('notifications.push.list')
    await hub.mutate('notifications.push.subscribe', {
      endpoint: 'https://push.example/of-a-phone',
      // Any point of the curve does.
      p256dh: publicKey,
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    })
    await page.reload()
    const others = page.getByRole('list', { name: 'Other browsers with push' })
    await expect(others.getByRole('listitem')).toHaveCount(1)
    await others.getByRole('button', { name: /^Turn push off/ }).press('Enter')
    await expect(others).toHaveCount(0)
  })
})

test('a browser that does not let the hub show messages says so (NTF-18)', async ({
  page,
  ownOrganization: { slug },
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
  })
  await page.goto(`/o/${slug}/settings?tab=notifications`)
  await expect(page.getByText('This browser does not let the hub show messages')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Push on this browser' })).toHaveCount(0)
})

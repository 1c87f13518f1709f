// Shows what the hub pushes, also while no page of it is open. It answers no requests and keeps no pages.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data.json()
  const shown = { body, tag, renotify: true, icon: '/favicon.svg', data: { url } }
  event.waitUntil(self.registration.showNotification(title, shown))
})

/** A page of this hub, whatever was pushed. */
function addressOf(url) {
  const address = new URL(url, self.location.origin)
  return address.origin === self.location.origin ? address.href : self.location.origin
}

async function open(address) {
  const pages = await self.clients.matchAll({ type: 'window' })
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0]
  if (!page) return self.clients.openWindow(address)
  await page.focus()
  return page.navigate(address)
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(addressOf(event.notification.data.url)))
})

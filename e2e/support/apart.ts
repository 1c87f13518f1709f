import type { Page } from '@playwright/test'

/** This page hears nothing of what others change, as behind a proxy that lets no WebSocket through. */
export const withoutLive = (page: Page): Promise<void> => page.routeWebSocket('**/trpc/ws', () => undefined)

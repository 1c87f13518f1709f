import { cleanup } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openApp } from './open-app.tsx'
import { standIn } from './stand-in.ts'
import type { Procedure, StandIn } from './stand-in.ts'

export interface AppOnHub extends StandIn {
  /** Opens the whole app at an address; it is closed after the test. */
  open: (path: string) => ReturnType<typeof openApp>
  /** What a procedure was asked in this test, in order. */
  inputs: (path: string) => unknown[]
}

/** The app on a stand-in hub for all tests of a file: each begins with these answers, and as in a new browser. */
export function appOnHub(answers: Record<string, Procedure>): AppOnHub {
  const hub = standIn(answers)
  let app: ReturnType<typeof openApp> | undefined
  const close = () => {
    app?.close()
    app = undefined
  }
  beforeAll(() => hub.server.listen({ onUnhandledFrame: 'bypass' }))
  afterAll(() => hub.server.close())
  beforeEach(() => {
    localStorage.clear()
    location.hash = ''
    hub.calls.length = 0
    hub.procedures.clear()
    for (const [path, answer] of Object.entries(answers)) hub.procedures.set(path, answer)
  })
  afterEach(() => {
    close()
    cleanup()
  })
  return {
    ...hub,
    open: (path) => {
      close()
      app = openApp(path)
      return app
    },
    inputs: (path) => hub.calls.filter((call) => call.path === path).map(({ input }) => input),
  }
}

import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

/* For the tests of this package: matchers for elements, and an empty page after each test. */
afterEach(cleanup)

// The first part of Base UI in a test file takes its time on a busy machine.
configure({ asyncUtilTimeout: 8_000 })

export { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
export { userEvent } from '@testing-library/user-event'

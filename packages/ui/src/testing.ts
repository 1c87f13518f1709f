import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

/* For the tests of this package: matchers for elements, and an empty page after each test. */
afterEach(cleanup)

export { act, render, screen, waitFor, within } from '@testing-library/react'
export { userEvent } from '@testing-library/user-event'

import { escapeHtml } from '../../../platform/mail/escape-html.ts'

interface Refusal {
  error: string
  error_description?: string | undefined
}

/** Shown where the browser cannot be sent back, because nobody knows that the address is the client's. */
export const refusalPage = ({ error, error_description: description }: Refusal): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not connected · Smart AI Hub</title>
<h1>This application could not be connected</h1>
<p>Nothing was allowed and nothing was changed. Close this page and start again in the application.</p>
<p>What the application should know: <code>${escapeHtml(error)}${description === undefined ? '' : `: ${escapeHtml(description)}`}</code></p>
<p><a href="/">Open the hub</a></p>
</html>
`

import type { Site } from '../../../../testing/websites/site.ts'
import { watchedMail } from './mail.ts'

const host = 'tideandfennel.example'

/** As much of it as a scanner knows it by. */
const jquery = `/*! jQuery v1.12.4 | (c) jQuery Foundation | jquery.org/license */
window.jQuery = window.$ = function (found) { return { found: found } }
window.jQuery.fn = { jquery: "1.12.4" }
`

const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Tide &amp; Fennel</title>
    <script src="/assets/jquery-1.12.4.min.js"></script>
  </head>
  <body>
    <h1>Tide &amp; Fennel</h1>
    <p>Soap from the coast, in small batches.</p>
    <a href="/cart">Cart</a>
  </body>
</html>
`

/** A shop as many are: well encrypted, and with much that nobody set. */
export const tideAndFennel: Site = {
  host,
  redirect: 'https',
  headers: [
    ['server', 'nginx'],
    ['x-frame-options', 'SAMEORIGIN'],
  ],
  cookies: ['cart=b81f02c4; Path=/; Secure'],
  html,
  robots: { body: 'User-agent: *\nDisallow: /checkout\n' },
  scripts: { '/assets/jquery-1.12.4.min.js': jquery },
  dns: watchedMail(host),
}

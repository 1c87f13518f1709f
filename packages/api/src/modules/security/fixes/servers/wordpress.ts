import { CHANGE_SECRETS, cookieLines, LOST_COOKIES, sentences, unnamedSteps } from '../printer.ts'
import type { CookieChange, Printer } from '../printer.ts'
import { apacheBlock } from './apache.ts'

const FUNCTIONS = 'At the end of functions.php in your theme (a child theme, or updates remove it)'
const CACHES =
  'Then empty the cache of your caching plugin. Pages that a cache or the server answers without WordPress do not get it: then use the tab of your server.'

/** In single quotes PHP reads nothing but these two signs. */
const quoted = (value: string) => `'${value.replaceAll(/['\\]/g, '\\$&')}'`

const onSend = (lines: readonly string[], priority = 10) =>
  ["add_action('send_headers', function () {", ...lines.map((one) => `    ${one}`), `}, ${priority});`].join(
    '\n',
  )

const entry = ({ name, adds }: CookieChange) => [`        ${quoted(name)} => ${quoted(adds.join('; '))},`]

/** PHP calls it right before the headers go out, when all cookies are there. */
const cookieCode = (entries: string) =>
  [
    'header_register_callback(function () {',
    '    $adds = [',
    entries,
    '    ];',
    "    $lines = preg_grep('/^Set-Cookie:/i', headers_list());",
    "    header_remove('Set-Cookie');",
    '    foreach ($lines as $line) {',
    "        $name = trim(substr($line, 11, strcspn($line, '=') - 11));",
    '        if (isset($adds[$name])) {',
    "            if (strpos($adds[$name], 'SameSite') !== false) {",
    "                $line = preg_replace('/; *SameSite=[^;]*/i', '', $line);",
    '            }',
    "            $line .= '; ' . $adds[$name];",
    '        }',
    '        header($line, false);',
    '    }',
    '});',
  ].join('\n')

export const wordpress: Printer = {
  page: 'In the files of your theme',
  dns: 'Where the DNS of your domain is kept, often the firm that hosts the site',
  set: ({ name, value, isSent, steps, caution, minutes }) => ({
    where: FUNCTIONS,
    code: onSend([`header(${quoted(`${name}: ${value}`)});`], 99),
    steps: [
      ...(isSent ? [`If a plugin or .htaccess sends ${name} today, take it out there.`] : []),
      ...steps,
    ],
    afterwards: sentences(CACHES, caution),
    minutes: minutes + 3,
  }),
  remove: ({ name, caution }) => ({
    where: FUNCTIONS,
    code: onSend([`header_remove(${quoted(name)});`], 99),
    steps: [`If .htaccess or a plugin for “CORS” sends ${name}, take it out there.`],
    afterwards: sentences(CACHES, caution),
    minutes: 8,
  }),
  cookies: (changes) => {
    const entries = cookieLines(changes, entry)
    return {
      where: FUNCTIONS,
      code: entries === null ? null : cookieCode(entries),
      steps: [
        'Open Settings, then General: both addresses must begin with https://. WordPress then protects its own log-in cookies.',
        ...unnamedSteps(changes),
      ],
      afterwards: sentences(
        'A plugin may use the same callback, of which PHP keeps the last. If nothing changes, set session.cookie_secure, session.cookie_httponly and session.cookie_samesite in php.ini.',
        LOST_COOKIES,
      ),
      minutes: 10,
    }
  },
  redirect: (host) => ({
    where: FUNCTIONS,
    code: [
      "add_action('template_redirect', function () {",
      '    if (!is_ssl()) {',
      `        wp_redirect(${quoted(`https://${host}`)} . $_SERVER['REQUEST_URI'], 301);`,
      '        exit;',
      '    }',
      '}, 1);',
    ].join('\n'),
    steps: ['Open Settings, then General, and let both addresses begin with https://.'],
    afterwards:
      'If the site then goes in circles, something stands in front of it and speaks to it without https: take the lines out and use the tab of that service.',
    minutes: 5,
  }),
  block: (paths) => ({
    where: 'In .htaccess, in the folder of WordPress',
    code: apacheBlock(paths),
    steps: ['Delete the files from the folder of the website, if nothing needs them there.'],
    afterwards: sentences('On nginx use the tab nginx: it does not read .htaccess.', CHANGE_SECRETS),
    minutes: 10,
  }),
}

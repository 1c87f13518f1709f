import { describe, expect, test } from 'vitest'
import { librariesIn } from './detect.ts'
import type { SeenScript } from './detect.ts'

const SHOP = 'https://tideandfennel.example'
const SHA1 = 'ab'.repeat(20)

const found = (script: Partial<SeenScript>) =>
  librariesIn({ url: `${SHOP}/app.js`, text: '', sha1: SHA1, ...script }).map(
    ({ name, version, by }) => `${name} ${version} ${by}`,
  )

describe('a library is known by its text', () => {
  test.each([
    ['jquery 3.4.1', '/*! jQuery v3.4.1 | (c) whoever */\n!function(e){}(window)'],
    ['jquery 1.12.4', 'e.fn=e.prototype={jquery:"1.12.4",constructor:e}'],
    ['jquery 2.2.4', 'e.fn=e.prototype={jquery:"2.2.4"}', '/*! jQuery v2.2.4 */'],
    ['jquery-ui 1.12.1', '/*! jQuery UI - v1.12.1 - 2016-09-14\n* http://jqueryui.com */'],
    ['bootstrap 3.3.7', '/*!\n * Bootstrap v3.3.7 (https://getbootstrap.com)\n */'],
    ['angularjs 1.5.8', '/*\n AngularJS v1.5.8\n (c) whoever\n*/'],
    [
      'lodash 4.17.15',
      "/**\n * @license\n * Lodash, a library\n */\n;(function() { var VERSION = '4.17.15';",
    ],
    ['moment.js 2.29.1', '//! moment.js\n//! version : 2.29.1\n//! authors : whoever'],
    ['vue 2.6.10', '/*!\n * Vue.js v2.6.10\n * (c) whoever\n */'],
    ['handlebars 4.0.11', '/**!\n\n @license\n handlebars v4.0.11\n*/'],
    ['DOMPurify 2.0.7', '/*! @license DOMPurify 2.0.7 | (c) whoever */'],
    ['protobufjs 6.8.0', '/*!\n * protobuf.js v6.8.0 (c) whoever\n */'],
  ])('%s', (library, ...lines) => {
    expect(found({ text: lines.join('\n') })).toEqual([`${library} content`])
  })

  test('whose version stands in several places', () => {
    expect(found({ text: 'dojo.version={major:1,minor:9,patch:3,flag:""}' })).toEqual(['dojo 1.9.3 content'])
    const tiny = "tinyMCEPreInit,majorVersion:'4',minorVersion:'7.10',releaseDate:''"
    expect(found({ text: tiny })).toEqual(['tinyMCE 4.7.10 content'])
  })

  test('with the line ends of Windows', () => {
    const text = '/*!\r\n * Vue.js v2.6.10\r\n * (c) whoever\r\n */'
    expect(found({ text })).toEqual(['vue 2.6.10 content'])
  })

  test('that is far from where the pattern begins', () => {
    const text = `const v='2.7.16';${'x=1;'.repeat(1_500)}warn("Vue compiler")`
    expect(found({ text })).toEqual(['vue 2.7.16 content'])
  })

  test('in a bundle, each version once', () => {
    const banners = ['/*! jQuery v1.12.4 */', '/*! jQuery v3.7.1 */', '/*! jQuery v1.12.4 */']
    const text = [...banners, ' * Bootstrap v3.3.7'].join('\nvar a = 1\n')
    expect(found({ text })).toEqual([
      'jquery 1.12.4 content',
      'jquery 3.7.1 content',
      'bootstrap 3.3.7 content',
    ])
  })

  test('however late in a long one, but not endlessly', () => {
    const far = (length: number) => `${'var a=1;'.repeat(length / 8)}/*! jQuery v3.4.1 */`
    expect(found({ text: far(1_600_000) })).toEqual(['jquery 3.4.1 content'])
    expect(found({ text: far(4_000_000) })).toEqual([])
  })
})

describe('a library is known by its address', () => {
  test.each([
    ['/assets/jquery-1.12.4.min.js', 'jquery 1.12.4 file'],
    ['/assets/jquery-3.5.0.slim.min.js', 'jquery 3.5.0 file'],
    ['/assets/jquery-3.5.0.min.9f3c21ab04.js', 'jquery 3.5.0 file'],
    ['/assets/jquery-3.5.0-9f3c21ab04.js', 'jquery 3.5.0 file'],
    ['/assets/jquery-3.0.0-rc1.js', 'jquery 3.0.0-rc1 file'],
    ['/assets/bootstrap-3.3.7.min.js?v=4#top', 'bootstrap 3.3.7 file'],
    ['/assets/moment.2.29.1.js', 'moment.js 2.29.1 file'],
    ['/ajax/libs/jquery/1.12.4/jquery.min.js', 'jquery 1.12.4 address'],
    ['/ajax/libs/angularjs/1.5.8/angular.min.js', 'angularjs 1.5.8 address'],
    ['/ajax/libs/lodash.js/4.17.15/lodash.min.js', 'lodash 4.17.15 address'],
    ['/npm/vue@2.6.10', 'vue 2.6.10 address'],
  ])('%s', (path, library) => {
    expect(found({ url: `${SHOP}${path}`, text: null })).toEqual([library])
    expect(found({ url: `${SHOP}${path}`, text: '!function(){}()' })).toEqual([library])
  })

  test.each([
    '/app.js?from=/1.9.1/jquery.js',
    '/assets/my-jquery-1.12.4.min.js',
    '/jquery/3/jquery.min.js',
    '/assets/jquery-.js',
    '/#/1.12.4/jquery.js',
  ])('nothing is known by %s', (path) => {
    expect(found({ url: `${SHOP}${path}`, text: null })).toEqual([])
  })
})

test('a library is known by the hash of its file', () => {
  const sha1 = '967942805137f9eb0ae26005d94e8285e2e288a0'
  expect(found({ text: 'var a = 1', sha1 })).toEqual(['jquery-deparam 0.3.0 hash'])
  expect(found({ text: 'var a = 1', sha1: sha1.replace('9', '8') })).toEqual([])
})

describe('when two ways disagree', () => {
  const url = `${SHOP}/libs/jquery/2.2.4/jquery-1.12.4.min.js`

  test('the text counts', () => {
    expect(found({ url, text: '/*! jQuery v3.4.1 */' })).toEqual(['jquery 3.4.1 content'])
  })

  test('the file name counts before the rest of the address', () => {
    const bothWays = `${SHOP}/ajax/libs/d3/5.0.0/d3-4.1.0.min.js`
    expect(found({ url, text: null })).toEqual(['jquery 1.12.4 file'])
    expect(found({ url: bothWays, text: null })).toEqual(['d3 4.1.0 file'])
  })

  test('the address says what else the text does not', () => {
    const bundle = { url: `${SHOP}/assets/bootstrap-3.3.7.js`, text: '/*! jQuery v3.4.1 */' }
    expect(found(bundle).toSorted()).toEqual(['bootstrap 3.3.7 file', 'jquery 3.4.1 content'])
  })
})

test('of a script in the page only its text counts', () => {
  const url = `${SHOP}/blog/jquery-1.12.4.min.js`
  expect(librariesIn({ url, text: 'start()' })).toEqual([])
  expect(librariesIn({ url, text: '/*! jQuery v3.4.1 */' })).toEqual([
    { name: 'jquery', version: '3.4.1', from: url, by: 'content' },
  ])
})

describe('nothing is found', () => {
  test.each([
    ['in nothing', ''],
    ['in plain code', 'const total = items.reduce((sum, item) => sum + item.price, 0); version = "1.2.3"'],
    [
      'in words about libraries',
      '// We used jQuery v-next, Bootstrap and lodash 4 here once, before Vue.js 3.',
    ],
    ['in a banner without a version', '/*! jQuery v */ /*! Bootstrap vX.Y */'],
  ])('%s', (_where, text) => {
    expect(found({ text })).toEqual([])
  })
})

test('a page that names every library there is fills nobody’s memory', () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `/*! jQuery v1.0.${at} */ * Bootstrap v3.0.${at}`)
  const versions = found({ text: many.join('\n') })
  expect(versions.filter((one) => one.startsWith('jquery '))).toHaveLength(3)
  expect(versions.filter((one) => one.startsWith('bootstrap '))).toHaveLength(3)
})

// puppeteer comes with the Firefox launcher of the test runner; it must never download a browser of its own.
module.exports = { skipDownload: true };

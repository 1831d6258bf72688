// Tells the styles that scripts run, before anything is drawn. Loaded first in <body>; Heard works without it.
document.body.className += " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");

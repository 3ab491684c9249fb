namespace Nabla.Tests.Symbolics;

// Ways to spell a formula, each with its reading in full.
static class Spellings
{
    /// <summary>Read without any name declared.</summary>
    public const string Undeclared = """
        # numbers
        2                       2
        2.0                     2
        0.5                     0.5
        .5                      0.5
        2.                      2
        007                     7
        1e3                     1000
        1e-5                    0.00001
        1.5e-3                  0.0015
        1E+3                    1000
        2e                      2*e
        2e3                     2000
        2e + 3                  2*e + 3
        2ex                     2*ex
        1/10                    1/10
        2/4                     1/2
        -2/4                    -1/2
        6/3                     2
        1/0                     1/0
        1/2/3                   (1/2)/3
        2*1/2                   2*1/2
        x/2/3                   (x/2)/3
        0.1/2                   0.1/2
        ½                       1/2
        2½                      5/2
        ½x                      (1/2)*x
        ３.５                     3.5
        # signs
        -2                      -2
        - 2                     -2
        --2                     -(-2)
        -x                      -x
        +x                      x
        -x^2                    -x^2
        -2^2                    -2^2
        (-2)^2                  (-2)^2
        -2x                     -2*x
        -2!                     -factorial(2)
        -x*y                    -x*y
        a - -b                  a - (-b)
        a--2                    a - (-2)
        2*-x                    2*(-x)
        2*-3                    2*(-3)
        -x-y                    -x - y
        1 - 2 - 3               1 - 2 - 3
        1 - (2 - 3)             1 - (2-3)
        # powers
        x^2                     x^2
        x**2                    x^2
        x²                      x^2
        x⁻¹                     x^(-1)
        x³⁻¹                    x^(3-1)
        xⁿ                      x^n
        x^-2                    x^(-2)
        2^-x                    2^(-x)
        2^-x^2                  2^(-x^2)
        x^y^z                   x^(y^z)
        (x^y)^z                 (x^y)^z
        x²^3                    (x^2)^3
        2^x²                    2^(x^2)
        x^2y                    x^2*y
        2^3x                    2^3*x
        x^(1/2)                 x^(1/2)
        x^1/2                   x^1/2
        x^2!                    x^factorial(2)
        x!^2                    factorial(x)^2
        e^x                     e^x
        # products without a sign
        2x                      2*x
        2 x                     2*x
        2x y                    2*x*y
        x y                     x*y
        x 2                     x*2
        (a)(b)                  a*b
        (x+1)(x-1)              (x+1)*(x-1)
        2(x+1)                  2*(x+1)
        (x+1)2                  (x+1)*2
        x(x+1)                  x*(x+1)
        x1(x+1)                 x1*(x+1)
        2π                      2*pi
        2πr                     2*pi*r
        pi r^2                  pi*r^2
        1/2x                    1/(2*x)
        1/2 x                   1/(2*x)
        1/(2)(x)                1/(2*x)
        1/2*x                   (1/2)*x
        a/b c                   a/(b*c)
        a/b*c                   (a/b)*c
        a*b/c                   a*b/c
        2x/3y                   2*x/(3*y)
        6x(x²+1)²sin 2x         6*x*(x^2+1)^2*sin(2*x)
        xy                      xy
        # functions
        sin(x)                  sin(x)
        sin x                   sin(x)
        sin 2x                  sin(2*x)
        sin2x                   sin(2*x)
        sin x^2                 sin(x^2)
        sin x y                 sin(x*y)
        sin x*y                 sin(x)*y
        sin x cos x             sin(x)*cos(x)
        2 sin x cos x           2*sin(x)*cos(x)
        sin x/2                 sin(x)/2
        sin 2x + 1              sin(2*x) + 1
        sin -x                  sin(-x)
        sin x (x+1)             sin(x)*(x+1)
        sin 2(x+1)              sin(2*(x+1))
        sin (x) y               sin(x)*y
        sin sin x               sin(sin(x))
        sin |x|                 sin(abs(x))
        sin √x                  sin(sqrt(x))
        sin π                   sin(pi)
        sin^2 x                 sin(x)^2
        sin^2(x)                sin(x)^2
        sin²x                   sin(x)^2
        sin² 2x                 sin(2*x)^2
        sin(x)^2                sin(x)^2
        sin^n x                 sin(x)^n
        sin^(n+1)(x)            sin(x)^(n+1)
        sin^-1 x                asin(x)
        sin⁻¹(x)                asin(x)
        sin^(-1)(x)             asin(x)
        tanh^-1(x)              atanh(x)
        exp^-1(x)               exp(x)^(-1)
        arcsin x                asin(x)
        log x                   ln(x)
        log2 x                  log2(x)
        log_2 x                 log2(x)
        log_10(x)               log10(x)
        log_5 x                 ln(x)/ln(5)
        log_5(x)                ln(x)/ln(5)
        log_{5} 2x              ln(2*x)/ln(5)
        log₅(x)                 ln(x)/ln(5)
        log_5^2 x               (ln(x)/ln(5))^2
        sin x log_5 y           sin(x)*(ln(y)/ln(5))
        log_e x                 ln(x)
        log1p(x)                log1p(x)
        ln 2x                   ln(2*x)
        √x                      sqrt(x)
        √(x+1)                  sqrt(x+1)
        √2x                     sqrt(2)*x
        √x²                     sqrt(x)^2
        ∛x                      cbrt(x)
        ∜x                      x^(1/4)
        ²√x                     sqrt(x)
        ³√x                     cbrt(x)
        2·⁵√(x+1)               2*(x+1)^(1/5)
        sin ³√x                 sin(sqrt(x))^3
        x³√y                    x^3*sqrt(y)
        sqrt 8x (x-2)           sqrt(8*x)*(x-2)
        max(a, b)               max(a, b)
        min(a,b,c)              min(a, b, c)
        atan2(y, x)             atan2(y, x)
        σ(x)                    sigmoid(x)
        σ x                     σ*x
        Γ(x)                    gamma(x)
        relu(w*x+b)             relu(w*x+b)
        x!                      factorial(x)
        (x+1)!                  factorial(x+1)
        where(x<1, x, 2)        where(x < 1, x, 2)
        where(x≤1, x, 2)        where(x <= 1, x, 2)
        where(x=0, 1, sin(x)/x)  where(x == 0, 1, sin(x)/x)
        where(a!=b, 1, 0)       where(a != b, 1, 0)
        where(a<>b, 1, 0)       where(a != b, 1, 0)
        (x<1)*(x>0)             (x < 1)*(x > 0)
        x! == 2                 factorial(x) == 2
        # bars and brackets
        |x|                     abs(x)
        |x-1| + |x+1|           abs(x-1) + abs(x+1)
        ||x|-1|                 abs(abs(x)-1)
        2|x|                    2*abs(x)
        |x||y|                  abs(x)*abs(y)
        |x|y|z|                 abs(x)*y*abs(z)
        |-x|                    abs(-x)
        [x+1]^2                 (x+1)^2
        {x+1}(2)                (x+1)*2
        ⌊x⌋ + ⌈y⌉               floor(x) + ceil(y)
        # names
        x1                      x1
        x_1                     x_1
        x₁                      x1
        w_2 x_max               w_2*x_max
        x₁x₂                    x1*x2
        x1y                     x1*y
        theta                   theta
        θ₁                      θ1
        αβ                      αβ
        αx²                     α*x^2
        sin(ωt+φ)               sin(ω*t+φ)
        xθ₁                     x*θ1
        'αx'^2                  'αx'^2
        xe^x                    x*e^x
        2xye + x/y              2*x*y*e + x/y
        x pix                   x*pi*x
        d/dx xe^2               x*e^2
        rate + r                rate + r
        xe^y                    xe^y
        Δx                      Δx
        'sin' + 1               'sin' + 1
        'it''s'                 'it''s'
        alpha_1_2               alpha_1_2
        # other characters
        a·b × c ∙ d             a*b*c*d
        a÷b                     a/b
        a − b – c               a - b - c
        （ｘ＋１）＊２               (x+1)*2
        a / b                   a/b
        # LaTeX
        \frac{1}{2}             1/2
        \frac12 x               (1/2)*x
        \frac x2                x/2
        \frac{x+1}2x            ((x+1)/2)*x
        \frac\pi{2}             pi/2
        x^\frac12               x^(1/2)
        $x^2$                   x^2
        $$x^2$$                 x^2
        \(x^2\)                 x^2
        \log_5 x                ln(x)/ln(5)
        \mathit{\Delta x}_{1}   Δx1
        \frac{a}{b}             a/b
        \frac{x+1}{2x}          (x+1)/(2*x)
        \frac{a}{b}c            (a/b)*c
        \dfrac{1}{x}^2          (1/x)^2
        \sqrt{x}                sqrt(x)
        \sqrt[3]{x}             cbrt(x)
        \sqrt[4]{x}             x^(1/4)
        \sin x                  sin(x)
        \sin^{2}{x}             sin(x)^2
        \sin\left(2x\right)     sin(2*x)
        x^{2}                   x^2
        x^{-1}                  x^(-1)
        x_{1}                   x1
        x_{max}                 x_max
        a\cdot b\times c        a*b*c
        \pi r^2                 pi*r^2
        \theta+\alpha_{1}       θ + α1
        \exp(x)+\ln x           exp(x) + ln(x)
        \log_{10} x             log10(x)
        \operatorname{erf}(x)   erf(x)
        \left|x\right|          abs(x)
        \lvert x \rvert         abs(x)
        \lfloor x\rfloor        floor(x)
        2\,x\;y                 2*x*y
        \mathit{sin}            'sin'
        a \le b                 a <= b
        \begin{cases} a & x<1 \\ b & \text{otherwise} \end{cases}  where(x < 1, a, b)
        # around a formula
        f(x) = x^2              x^2
        f(x, y) = x y           x*y
        y = 2x                  2*x
        d/dx x^2                x^2
        d/dx (x+1)              x + 1
        ∂/∂x x y                x*y
        \frac{d}{dx} x^2        x^2
        d/dx                    d/dx
        d/digamma(x)            d/digamma(x)
        d/digamma x             d/digamma(x)
        t1 + 1 where t1 = x^2   x^2 + 1
        t2*t1 where t1 = x, t2 = t1^2  x^2*x
        """;

    /// <summary>Read with x, y, w, b, theta and x_1 declared.</summary>
    public const string Declared = """
        xy                      x*y
        xy^2                    x*y^2
        2xy                     2*x*y
        wx+b                    w*x + b
        xe^x                    x*e^x
        xyz                     xyz
        a/xy                    a/(x*y)
        sin xy                  sin(x*y)
        θ                       theta
        \theta                  theta
        x₁                      x_1
        x_{1}                   x_1
        x(x+1)                  x*(x+1)
        theta(x)                theta*x
        """;
}
